using System.Globalization;
using System.Net.NetworkInformation;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>An address and a port as people write them.</summary>
/// <param name="Address">The address.</param>
/// <param name="Scope">The index of the interface behind a %, 0 for none.</param>
/// <param name="Port">The port, 1 to 65535.</param>
internal readonly record struct ProbeTarget(IpAddress Address, uint Scope, ushort Port)
{
    /// <summary>Why a text is no target, with the remedy; null when it is one.</summary>
    internal static string? WhyWrong(string text)
    {
        if (TryParse(text, out var target))
        {
            return target switch
            {
                { Address.IsWildcard: true } => $"\"{text}\": nobody can be reached at {target.Address}",
                { Address.IsLinkLocalIPv6: true, Scope: 0 } => $"\"{text}\": a link-local address needs its interface: [fe80::1%eth0]:{target.Port}",
                _ => null,
            };
        }

        if (text.StartsWith('-'))
        {
            return $"there is no option \"{text}\" here";
        }

        var colon = text.LastIndexOf(':');
        return colon > 0 && TryParse(string.Concat(text.AsSpan(0, colon), ":1"), out _)
            ? $"\"{text}\": a port is a number from 1 to 65535"
            : $"\"{text}\" is no address and port; it looks like 10.8.0.12:5432 or [2001:db8::5]:443 (\"getent hosts NAME\" tells the address of a name)";
    }

    /// <summary>Reads 10.8.0.12:5432, [2001:db8::5]:443 or [fe80::1%eth0]:80.</summary>
    internal static bool TryParse(string? text, out ProbeTarget target)
    {
        target = default;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (text is null || colon <= 0
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return false;
        }

        var host = text.AsSpan(0, colon);
        var isBracketed = host is ['[', .., ']'];
        host = isBracketed ? host[1..^1] : host;
        var percent = host.IndexOf('%');
        var scope = 0u;
        if ((percent >= 0 && !TryScope(host[(percent + 1)..].ToString(), out scope))
            || !IpAddress.TryParse(percent >= 0 ? host[..percent] : host, out var address)
            || host.Contains(':') != isBracketed)
        {
            return false;
        }

        target = new ProbeTarget(address, scope, port);
        return true;
    }

    /// <summary>True for a target with the name of an interface, not its index.</summary>
    internal static bool NamesInterface(string text)
        => text.IndexOf('%', StringComparison.Ordinal) is >= 0 and var percent && text.IndexOf(']', percent) is >= 0 and var end
            && !uint.TryParse(text.AsSpan(percent + 1, end - percent - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The name or the index of an interface.</summary>
    private static bool TryScope(string text, out uint index)
    {
        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return index > 0;
        }

        var face = NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault(face => face.Name == text);
        index = (uint)(face?.GetIPProperties().GetIPv4Properties()?.Index ?? 0);
        return index > 0;
    }
}
