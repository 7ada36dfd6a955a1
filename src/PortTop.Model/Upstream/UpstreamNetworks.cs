namespace PortTop.Model;

/// <summary>
/// Which destinations are reached through the NAT. The word "public" means every IPv4 address that no special use is written for (RFC
/// 6890), and the IPv6 addresses of NAT64 (RFC 6052): native IPv6 leaves a cloud without NAT. Networks can be added, and with ! taken out.
/// </summary>
public sealed class UpstreamNetworks
{
    /// <summary>The word for all that leaves a private network by default.</summary>
    public const string Public = "public";

    /// <summary>How it is written, as a phrase that ends "must be …".</summary>
    public const string Form = "\"public\", or networks, with ! those that leave without it: \"public, 10.8.0.0/16, !52.216.0.0/15\"";

    private static readonly AddressRange Nat64 = AddressRange.Parse("64:ff9b::/96");

    /// <summary>What no gateway to the Internet translates; documentation (RFC 5737) is left out, because examples use it.</summary>
    private static readonly AddressRange[] Special =
    [
        AddressRange.Parse("0.0.0.0/8"), AddressRange.Parse("10.0.0.0/8"), AddressRange.Parse("100.64.0.0/10"), AddressRange.Parse("127.0.0.0/8"), AddressRange.Parse("169.254.0.0/16"),
        AddressRange.Parse("172.16.0.0/12"), AddressRange.Parse("192.0.0.0/24"), AddressRange.Parse("192.168.0.0/16"), AddressRange.Parse("198.18.0.0/15"), AddressRange.Parse("224.0.0.0/3"),
    ];

    private readonly bool _isPublic;
    private readonly AddressRange[] _wanted;
    private readonly AddressRange[] _excepted;

    private UpstreamNetworks(bool isPublic, AddressRange[] wanted, AddressRange[] excepted, string text)
    {
        _isPublic = isPublic;
        _wanted = wanted;
        _excepted = excepted;
        Text = text;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads the text of the setting.</summary>
    /// <param name="text">Words with commas between them.</param>
    /// <returns>Null where a word is neither, or where nothing would be reached through the NAT.</returns>
    public static UpstreamNetworks? Read(string text)
    {
        var isPublic = false;
        var (wanted, excepted) = (new List<AddressRange>(), new List<AddressRange>());
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word == Public)
            {
                isPublic = true;
                continue;
            }

            var isExcepted = word.StartsWith('!');
            if (!AddressRange.TryParse(isExcepted ? word.AsSpan(1).TrimStart() : word, out var network))
            {
                return null;
            }

            (isExcepted ? excepted : wanted).Add(network);
        }

        return isPublic || wanted.Count > 0 ? new UpstreamNetworks(isPublic, [.. wanted], [.. excepted], text) : null;
    }

    /// <summary>True where a connection to this address goes through the NAT. Never for loopback.</summary>
    public bool Contains(IpAddress destination)
        => !destination.IsLoopback && !IsIn(_excepted, destination) && (IsIn(_wanted, destination) || (_isPublic && IsPublic(destination)));

    private static bool IsPublic(IpAddress address) => address.IsIPv4 ? !IsIn(Special, address) : Nat64.Contains(address);

    private static bool IsIn(AddressRange[] networks, IpAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
