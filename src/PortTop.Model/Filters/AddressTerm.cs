using System.Buffers;
using System.Globalization;

namespace PortTop.Model;

/// <summary>An address of a pool: one, a network, or the beginning of one as text.</summary>
internal sealed class AddressTerm : FilterTerm
{
    private const string Form = "an address looks like 10.8.0.12, 10.8. (its beginning), 10.8.0.0/16, 2001:db8::5, 2001:db8::/32 or any";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private bool IsSource { get; init; }

    /// <summary>The addresses; null where <see cref="Prefix"/> counts.</summary>
    private AddressRange? Range { get; init; }

    /// <summary>How the text of the address begins.</summary>
    private string Prefix { get; init; } = string.Empty;

    /// <summary>The remote port, null for any.</summary>
    private int? Port { get; init; }

    /// <summary>The index of the interface, 0 for any.</summary>
    private uint Interface { get; init; }

    /// <inheritdoc/>
    internal override bool NamesAddress => !IsSource && Range is { } range && range.First == range.Last;

    /// <inheritdoc/>
    internal override bool NamesPort => !IsSource && Port is not null;

    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now)
    {
        var key = pool.Key;
        if ((!IsSource && !key.HasDestination) || (Port is { } port && key.Port != port) || (Interface != 0 && key.Interface != Interface))
        {
            return false;
        }

        var address = IsSource ? key.Source : key.Destination;
        if (Range is { } range)
        {
            return range.Contains(address);
        }

        Span<char> text = stackalloc char[IpAddress.MaxTextLength];
        return address.TryFormat(text, out var length, default, null) && text[..length].StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Makes the term of a remote address, with its port or without.</summary>
    internal static FilterTerm? MakeDestination(string value, FilterOperator comparison, out string problem) => Make(value, isSource: false, comparison, out problem);

    /// <summary>Makes the term of a local address.</summary>
    internal static FilterTerm? MakeSource(string value, FilterOperator comparison, out string problem) => Make(value, isSource: true, comparison, out problem);

    private static FilterTerm? Make(string value, bool isSource, FilterOperator comparison, out string problem)
    {
        problem = comparison > FilterOperator.Equal ? FilterMessages.NoComparison : string.Empty;
        if (problem.Length > 0)
        {
            return null;
        }

        if (value == "*" || value.Equals("any", StringComparison.OrdinalIgnoreCase))
        {
            return new PoolTerm(isSource ? static pool => pool.Key.Source.IsWildcard : static pool => !pool.Key.HasDestination);
        }

        if (TryHost(value, out var range, out var scope))
        {
            return new AddressTerm { IsSource = isSource, Range = range, Interface = scope };
        }

        if (TryEndpoint(value, out var address, out scope, out var port))
        {
            problem = isSource ? $"\"{value}\": a pool has no port of its own at this end; src: takes the address alone" : string.Empty;
            return isSource ? null : new AddressTerm { Range = new AddressRange(address, address), Port = port, Interface = scope };
        }

        var prefix = value.TrimEnd('*');
        if (comparison == FilterOperator.Has && value.Length - prefix.Length <= 1 && IsBeginning(prefix))
        {
            return new AddressTerm { IsSource = isSource, Prefix = prefix };
        }

        problem = $"\"{value}\" is no address; {Form}{(char.IsAsciiLetter(value[0]) ? "; a name of yours for one is name:" + value : string.Empty)}";
        return null;
    }

    /// <summary>
    /// An address, in brackets or without, with the index of its interface behind a %; a network; or two addresses with - between them.
    /// </summary>
    private static bool TryHost(ReadOnlySpan<char> text, out AddressRange range, out uint scope)
    {
        scope = 0;
        text = text is ['[', .., ']'] ? text[1..^1] : text;
        var percent = text.IndexOf('%');
        return AddressRange.TryParse(percent < 0 ? text : text[..percent], out range)
            && (percent < 0 || (range.First == range.Last && uint.TryParse(text[(percent + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out scope) && scope > 0));
    }

    /// <summary>10.8.0.12:5432, [2001:db8::5]:443, as the screen has it.</summary>
    private static bool TryEndpoint(ReadOnlySpan<char> text, out IpAddress address, out uint scope, out int port)
    {
        (address, scope, port) = (default, 0, 0);
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || text[..colon].Contains(':') != text[..colon] is ['[', .., ']']
            || !TryHost(text[..colon], out var range, out scope) || range.First != range.Last
            || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        (address, port) = (range.First, number);
        return true;
    }

    /// <summary>True where an address can begin so: whole numbers of IPv4 up to 255, groups of IPv6 of up to four digits.</summary>
    private static bool IsBeginning(ReadOnlySpan<char> text)
    {
        var isIPv6 = text.Contains(':');
        return text.Length > 0 && ((!isIPv6 && IsBeginningOfIPv4(text)) || (!text.Contains('.') && IsBeginningOfIPv6(text)));
    }

    private static bool IsBeginningOfIPv4(ReadOnlySpan<char> text)
    {
        var numbers = 0;
        foreach (var part in text.Split('.'))
        {
            var number = text[part];
            var isLast = part.End.Value == text.Length;
            if (++numbers > 4 || (number.IsEmpty && !(isLast && numbers > 1)) || (!number.IsEmpty && !byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBeginningOfIPv6(ReadOnlySpan<char> text)
    {
        var groups = 0;
        foreach (var part in text.Split(':'))
        {
            var group = text[part];
            if (++groups > 8 || group.Length > 4 || group.ContainsAnyExcept(HexDigits))
            {
                return false;
            }
        }

        return text.IndexOf("::") == text.LastIndexOf("::") && !text.Contains(":::", StringComparison.Ordinal);
    }
}
