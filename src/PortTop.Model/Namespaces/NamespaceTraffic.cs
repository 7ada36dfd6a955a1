namespace PortTop.Model;

/// <summary>
/// How many sockets a network namespace has, without a look at any of them (<c>/proc/PID/net/sockstat</c> and <c>sockstat6</c>): enough to
/// see that nothing can be short there.
/// </summary>
/// <param name="Tcp">TCP sockets that are neither bound only nor in TIME-WAIT, listeners among them.</param>
/// <param name="TimeWait">TCP sockets in TIME-WAIT.</param>
/// <param name="Udp">UDP sockets with a port.</param>
public readonly record struct NamespaceTraffic(long Tcp, long TimeWait, long Udp)
{
    /// <summary>Flows that connection tracking knows there: a router has no sockets of its own, and NAT pools all the same.</summary>
    public long Tracked { get; init; }

    /// <summary>Flows that connection tracking has dropped there, for want of a port or of room, since it began.</summary>
    public long Dropped { get; init; }

    /// <summary>connect() failed there since its sockets were last looked at; false too where that is not watched.</summary>
    public bool HasFailures { get; init; }

    /// <summary>All of them: no pool can use more ports than that.</summary>
    public long Total => Tcp + TimeWait + Udp;
}
