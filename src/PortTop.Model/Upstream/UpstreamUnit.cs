namespace PortTop.Model;

/// <summary>
/// Who shares the ports that an upstream NAT counts. Each destination (IP, port, protocol) has all of them anew in either case (RFC 4787,
/// section 4.1, as far as the vendor follows it).
/// </summary>
public enum UpstreamUnit
{
    /// <summary>All machines behind the gateway share the ports of each of its addresses: what this machine uses is a part.</summary>
    Gateway,

    /// <summary>Each machine has a share of its own, which nobody else can use: what this machine uses is all.</summary>
    Machine,
}
