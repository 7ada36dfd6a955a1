namespace PortTop.Model;

/// <summary>
/// Which destinations are reached through the NAT. The word "public" means every IPv4 address that no special use is written for (RFC 6890), and the IPv6 addresses of NAT64
/// (RFC 6052): native IPv6 leaves a cloud without NAT. Networks can be added, and with ! taken out.
/// </summary>
public sealed class UpstreamNetworks
{
    /// <summary>The word for all that leaves a private network by default.</summary>
    public const string Public = "public";

    /// <summary>How it is written, as a phrase that ends "must be …".</summary>
    public const string Form = "\"public\", or networks, with ! those that leave without it: \"public, 10.8.0.0/16, !52.216.0.0/15\"";

    private static readonly IpNetwork Nat64 = IpNetwork.Parse("64:ff9b::/96");

    /// <summary>What no gateway to the Internet translates; documentation (RFC 5737) is left out, because examples use it.</summary>
    private static readonly IpNetwork[] Special =
    [
        IpNetwork.Parse("0.0.0.0/8"), IpNetwork.Parse("10.0.0.0/8"), IpNetwork.Parse("100.64.0.0/10"), IpNetwork.Parse("127.0.0.0/8"), IpNetwork.Parse("169.254.0.0/16"),
        IpNetwork.Parse("172.16.0.0/12"), IpNetwork.Parse("192.0.0.0/24"), IpNetwork.Parse("192.168.0.0/16"), IpNetwork.Parse("198.18.0.0/15"), IpNetwork.Parse("224.0.0.0/3"),
    ];

    private readonly bool _isPublic;
    private readonly IpNetwork[] _wanted;
    private readonly IpNetwork[] _excepted;

    private UpstreamNetworks(bool isPublic, IpNetwork[] wanted, IpNetwork[] excepted, string text)
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
        var (wanted, excepted) = (new List<IpNetwork>(), new List<IpNetwork>());
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (word == Public)
            {
                isPublic = true;
                continue;
            }

            var isExcepted = word.StartsWith('!');
            if (!IpNetwork.TryParse(isExcepted ? word.AsSpan(1).TrimStart() : word, out var network))
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

    private static bool IsIn(IpNetwork[] networks, IpAddress address)
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
