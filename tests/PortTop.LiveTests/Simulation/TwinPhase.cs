namespace PortTop.LiveTests.Simulation;

/// <summary>How far a socket of both worlds has come.</summary>
internal enum TwinPhase
{
    /// <summary>Bound and idle.</summary>
    Bound,

    /// <summary>A listener.</summary>
    Listening,

    /// <summary>Connected, and both ends are open.</summary>
    Connected,

    /// <summary>The peer closed, and this side has not.</summary>
    PeerClosed,

    /// <summary>This side closed, and the peer has not: FIN-WAIT-2 without a process.</summary>
    HalfClosed,

    /// <summary>The peer reset the connection; the descriptor is open.</summary>
    Reset,

    /// <summary>Nothing more can be done with it: in TIME-WAIT or gone.</summary>
    Done,
}
