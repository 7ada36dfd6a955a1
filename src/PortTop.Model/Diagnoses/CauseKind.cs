namespace PortTop.Model;

/// <summary>Why a pool runs out of ports, or will.</summary>
public enum CauseKind
{
    /// <summary>Connections are short and this side closes them first: each port is held for a minute for nothing.</summary>
    ShortConnections,

    /// <summary>The peers close and the application here does not.</summary>
    CloseWaitLeak,

    /// <summary>Connections are opened and hardly any is closed.</summary>
    GrowingConnections,

    /// <summary>More connections are open at once than one address has ports for.</summary>
    ManyConnections,

    /// <summary>Ports are bound before connect(), and so gone for every target.</summary>
    BindBeforeConnect,

    /// <summary>The range is narrower than the kernel's own, and that is the difference.</summary>
    NarrowRange,

    /// <summary>Much of the range is reserved.</summary>
    ReservedPorts,

    /// <summary>Listeners and bound sockets stand inside the range.</summary>
    HeldPorts,

    /// <summary>One source address of several is used.</summary>
    OneAddress,

    /// <summary>The process runs out of descriptors before it runs out of ports.</summary>
    DescriptorLimit,

    /// <summary>The server does not answer, and attempts pile up.</summary>
    RetryStorm,

    /// <summary>The peer, or something before it, does not take a port that comes back too soon.</summary>
    PeerRefuses,

    /// <summary>The peers do not close what this side has closed.</summary>
    PeerKeepsOpen,

    /// <summary>The connection tracking of this machine is nearly full.</summary>
    Conntrack,

    /// <summary>Applications that fail though ports are free have a range of their own, or ask for one port.</summary>
    OwnRange,

    /// <summary>Not enough was seen to say.</summary>
    Unclear,

    /// <summary>The NAT that connections leave through is nearly used up.</summary>
    Upstream,

    /// <summary>A rule of source NAT gives fewer ports than it could.</summary>
    NatRange,

    /// <summary>Connection tracking keeps the ports of short connections for its own TIME_WAIT.</summary>
    NatTimeWait,

    /// <summary>More flows towards one destination are translated at once than one NAT address has ports for.</summary>
    NatFlows,

    /// <summary>Connections leave through a NAT of this machine that is used up.</summary>
    BehindNat,

    /// <summary>UDP sockets share one pool for all destinations.</summary>
    UdpSockets,
}
