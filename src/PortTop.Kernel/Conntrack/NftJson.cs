using System.Globalization;
using System.Text.Json;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Values as nft writes them: alone, as {"range": [a, b]}, {"prefix": {"addr", "len"}}, or {"set": [...]} of those.</summary>
internal static class NftJson
{
    /// <summary>A member of an object; null where there is none.</summary>
    internal static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>A member that is a text; empty where there is none.</summary>
    internal static string Text(JsonElement element, string name)
        => Member(element, name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : string.Empty;

    /// <summary>The elements of a set or a list, or the value alone.</summary>
    internal static IEnumerable<JsonElement> Values(JsonElement value)
    {
        var list = Member(value, "set") ?? value;
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [list];
    }

    /// <summary>Texts; null where one is none: a named set, a map.</summary>
    internal static string[]? Texts(JsonElement value)
    {
        var elements = Values(value).ToArray();
        return Array.Exists(elements, static element => element.ValueKind != JsonValueKind.String || element.GetString()!.StartsWith('@')) ? null : Array.ConvertAll(elements, static element => MachineText.Clean(element.GetString()!));
    }

    /// <summary>Addresses; null where one is none: a named set, a map.</summary>
    internal static AddressRange[]? Addresses(JsonElement value) => All(value, Address);

    /// <summary>Ports; null where one is none.</summary>
    internal static PortRange[]? Ports(JsonElement value) => All(value, Port);

    private static T[]? All<T>(JsonElement value, Func<JsonElement, T?> read)
        where T : struct
    {
        var found = Values(value).Select(read).ToArray();
        return found.Contains(null) ? null : [.. found.OfType<T>()];
    }

    private static AddressRange? Address(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            _ when Member(value, "prefix") is { } prefix && Member(prefix, "len") is { ValueKind: JsonValueKind.Number } length => $"{Text(prefix, "addr")}/{length.GetRawText()}",
            _ when Range(value) is [{ ValueKind: JsonValueKind.String } first, { ValueKind: JsonValueKind.String } last] => $"{first.GetString()}-{last.GetString()}",
            _ => null,
        };
        return AddressRange.TryParse(text, out var range) ? range : null;
    }

    private static PortRange? Port(JsonElement value)
    {
        JsonElement[] ends = Range(value) ?? [value];
        return ends is [var first, .. var rest] && Number(first) is { } low && Number(rest is [var last] ? last : first) is { } high && low <= high ? new PortRange(low, high) : null;
    }

    private static ushort? Number(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && ushort.TryParse(value.GetRawText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static JsonElement[]? Range(JsonElement value) => Member(value, "range") is { ValueKind: JsonValueKind.Array } range ? [.. range.EnumerateArray()] : null;
}
