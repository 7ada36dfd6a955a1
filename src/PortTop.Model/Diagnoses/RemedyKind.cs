namespace PortTop.Model;

/// <summary>What can be done, least harm first: remedies are told in this order.</summary>
public enum RemedyKind
{
    /// <summary>Reuse connections: a pool, keep-alive.</summary>
    ReuseConnections,

    /// <summary>Tries are made less often.</summary>
    BackOff,

    /// <summary>The application closes what its peers closed.</summary>
    CloseSockets,

    /// <summary>The application opens no more than so many.</summary>
    LimitConnections,

    /// <summary>The application's own range or fixed port goes.</summary>
    DropOwnRange,

    /// <summary>The server closes first, and has the TIME-WAIT.</summary>
    LetServerClose,

    /// <summary>IP_BIND_ADDRESS_NO_PORT.</summary>
    BindAddressOnly,

    /// <summary>One UDP socket serves many destinations.</summary>
    ShareSocket,

    /// <summary>The process may have more descriptors.</summary>
    MoreDescriptors,

    /// <summary>Further source or destination addresses.</summary>
    MoreAddresses,

    /// <summary>A way to the service that does not go through the NAT.</summary>
    PrivateWay,

    /// <summary>The NAT has more addresses, or more ports for this machine.</summary>
    WiderUpstream,

    /// <summary>Further addresses for source NAT.</summary>
    MoreNatAddresses,

    /// <summary>Listeners move out of the range.</summary>
    MoveHolders,

    /// <summary>The process that leaks is started anew.</summary>
    Restart,

    /// <summary>Tries that nobody answers are given up earlier.</summary>
    ShorterSyn,

    /// <summary>FIN-WAIT-2 times out earlier.</summary>
    ShorterFin,

    /// <summary>A rule of source NAT gives all the ports that it can.</summary>
    MoreNatPorts,

    /// <summary>Connection tracking forgets closed connections earlier.</summary>
    ShorterTracking,

    /// <summary>More of the tracking table.</summary>
    MoreConntrack,

    /// <summary>A wider range.</summary>
    MoreRange,

    /// <summary>TIME-WAIT is given out again (tcp_tw_reuse).</summary>
    ReuseTimeWait,

    /// <summary>TIME-WAIT is given out again later, or not at all.</summary>
    LaterReuse,

    /// <summary>Reserved ports are given back.</summary>
    FreeReserved,
}
