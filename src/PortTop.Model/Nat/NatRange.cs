namespace PortTop.Model;

/// <summary>The ports that source NAT gives. <c>ip_local_port_range</c> and <c>ip_local_reserved_ports</c> mean nothing to it.</summary>
public static class NatRange
{
    /// <summary>What most flows get where a rule names no ports: an original port from 1024 on becomes one of these.</summary>
    public static PortRange Usual { get; } = new(1024, ushort.MaxValue);

    private static readonly PortRange Low = new(1, 511);
    private static readonly PortRange Privileged = new(600, 1023);

    /// <summary>
    /// The ports that an original port may become where a rule names none (<c>nf_nat_l4proto_unique_tuple</c> in
    /// <c>net/netfilter/nf_nat_core.c</c>): it stays in its class.
    /// </summary>
    /// <param name="originalPort">The port that the application has.</param>
    public static PortRange ByClass(ushort originalPort) => originalPort switch
    {
        < 512 => Low,
        < 1024 => Privileged,
        _ => Usual,
    };

    /// <summary>How many ports two ranges share.</summary>
    public static int Overlap(PortRange one, PortRange other) => Math.Max(0, Math.Min(one.High, other.High) - Math.Max(one.Low, other.Low) + 1);
}
