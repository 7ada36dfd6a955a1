namespace PortTop.Model;

/// <summary>
/// A rule that translates source addresses: <c>masquerade</c>, which takes the address of the interface that a packet leaves by, or
/// <c>snat</c>, which names addresses (nft(8), iptables-extensions(8)). Empty lists mean any.
/// </summary>
/// <param name="Place">Where it stands: "nft ip nat postrouting", "iptables POSTROUTING". Cleaned.</param>
/// <param name="IsMasquerade">True for masquerade, false for snat.</param>
public sealed record NatRule(string Place, bool IsMasquerade)
{
    /// <summary>The protocols that it is for.</summary>
    public IReadOnlyList<Protocol> Protocols { get; init; } = [];

    /// <summary>True for IPv6 alone, false for IPv4 alone, null for both.</summary>
    public bool? IsIPv6 { get; init; }

    /// <summary>
    /// The interfaces that packets leave by, in the kernel's names; one that ends in + or * stands for all that begin so. Cleaned.
    /// </summary>
    public IReadOnlyList<string> OutInterfaces { get; init; } = [];

    /// <summary>It is for all interfaces but those.</summary>
    public bool IsOutNegated { get; init; }

    /// <summary>The original sources that it is for.</summary>
    public IReadOnlyList<AddressRange> Sources { get; init; } = [];

    /// <summary>It is for all sources but those.</summary>
    public bool AreSourcesNegated { get; init; }

    /// <summary>The destinations that it is for.</summary>
    public IReadOnlyList<AddressRange> Destinations { get; init; } = [];

    /// <summary>It is for all destinations but those.</summary>
    public bool AreDestinationsNegated { get; init; }

    /// <summary>The destination ports that it is for.</summary>
    public IReadOnlyList<PortRange> DestinationPorts { get; init; } = [];

    /// <summary>The addresses that snat gives; one of several is chosen by a hash, never by how full it is.</summary>
    public IReadOnlyList<AddressRange> Addresses { get; init; } = [];

    /// <summary>The ports that it gives; null where it names none, and <see cref="NatRange.ByClass"/> decides.</summary>
    public PortRange? Ports { get; init; }

    /// <summary>It gives random ports, and keeps none that is free.</summary>
    public bool IsRandom { get; init; }

    /// <summary>The same with a stronger generator (<c>fully-random</c>).</summary>
    public bool IsFullyRandom { get; init; }

    /// <summary>A client keeps its address whatever the destination.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>
    /// It has conditions that are not understood here, or stands in a chain that others jump to: it may be for less than it says.
    /// </summary>
    public bool IsConditional { get; init; }

    /// <summary>Who made it.</summary>
    public NatRuleMaker Maker { get; init; }

    /// <summary>May be the rule of a flow; what it asks that is not known of the flow counts as given.</summary>
    /// <param name="pool">The NAT address, protocol and destination.</param>
    /// <param name="source">One of the original sources; null where none is known.</param>
    /// <param name="outInterface">The interface that has the NAT address; null where none is known.</param>
    public bool MayBeOf(in PoolKey pool, IpAddress? source, string? outInterface)
        => (IsIPv6 is not { } six || six != pool.Source.IsIPv4)
            && (Protocols.Count == 0 || Protocols.Contains(pool.Protocol))
            && (Sources.Count == 0 || source is not { } from || Contains(Sources, from) != AreSourcesNegated)
            && (Destinations.Count == 0 || Contains(Destinations, pool.Destination) != AreDestinationsNegated)
            && (DestinationPorts.Count == 0 || Contains(DestinationPorts, pool.Port))
            && (IsMasquerade || Addresses.Count == 0 || Contains(Addresses, pool.Source))
            && (!IsMasquerade || OutInterfaces.Count == 0 || outInterface is null || LeavesBy(outInterface) != IsOutNegated);

    private bool LeavesBy(string name)
    {
        for (var i = 0; i < OutInterfaces.Count; i++)
        {
            var pattern = OutInterfaces[i];
            if (pattern.Length > 0 && pattern[^1] is '+' or '*' ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : name == pattern)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<AddressRange> ranges, IpAddress address)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<PortRange> ranges, ushort port)
    {
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Contains(port))
            {
                return true;
            }
        }

        return false;
    }
}
