using System.Globalization;
using System.Text;

namespace PortTop.Model;

/// <summary>A name that a person gave to an address, to an address with a port, or to a network.</summary>
/// <param name="Addresses">The addresses.</param>
/// <param name="PrefixLength">How many bits of them are the same: 32 or 128 for one address.</param>
/// <param name="Port">The port; 0 where the name is for every one.</param>
/// <param name="Name">The name, cleaned, at most <see cref="LongestName"/> characters.</param>
public readonly record struct AddressAlias(AddressRange Addresses, int PrefixLength, ushort Port, string Name)
{
    /// <summary>With a port, and with what stands before the address of some pools, a name fits where addresses do.</summary>
    public const int LongestName = 32;

    /// <summary>How they are written, as a phrase that ends "must be …".</summary>
    public const string Form = "addresses with names of up to 32 characters: {\"10.8.0.12\": \"payments-db\", \"10.8.0.12:5432\": \"orders-db\", \"[2001:db8::5]:443\": \"api\", \"10.8.0.0/16\": \"shop\"}";

    /// <summary>Between an address and its name, in a text.</summary>
    private const char Sign = '=';

    /// <summary>True where the name is that of a network, which tells no address of it from another.</summary>
    public bool IsOfNetwork => Addresses.First != Addresses.Last;

    /// <summary>The text that <see cref="TryParse"/> reads.</summary>
    public static string Join(string address, string name) => address + Sign + name;

    /// <summary>The address and the name of such a text.</summary>
    public static (string Address, string Name) Split(string text)
    {
        var sign = text.IndexOf(Sign, StringComparison.Ordinal);
        return sign < 0 ? (text, string.Empty) : (text[..sign].Trim(), text[(sign + 1)..].Trim());
    }

    /// <summary>
    /// Reads "10.8.0.12=payments-db"; before the sign may stand an address, an address with a port (IPv6 in brackets), or a network.
    /// </summary>
    public static bool TryParse(string text, out AddressAlias alias)
    {
        alias = default;
        var (address, given) = Split(text);
        var name = MachineText.Clean(given.Normalize(NormalizationForm.FormC));
        if (name.Length is 0 or > LongestName || !TryParseAddress(address, out var range, out var port))
        {
            return false;
        }

        alias = new AddressAlias(range, LengthOf(address, range), port, name);
        return true;
    }

    private static int LengthOf(string address, AddressRange range)
        => address.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
            ? int.Parse(address.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture)
            : range.First.IsIPv4 ? 32 : 128;

    private static bool TryParseAddress(string text, out AddressRange range, out ushort port)
    {
        port = 0;
        if (AddressRange.TryParse(text, out range))
        {
            // From one address to another has no length of a prefix, and so no rank among the others.
            return !text.Contains('-', StringComparison.Ordinal);
        }

        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port == 0)
        {
            return false;
        }

        var host = text[..colon];
        var isBracketed = host is ['[', .., ']'];
        if (!IpAddress.TryParse(isBracketed ? host[1..^1] : host, out var address) || address.IsIPv4 == isBracketed)
        {
            return false;
        }

        range = new AddressRange(address, address);
        return true;
    }
}
