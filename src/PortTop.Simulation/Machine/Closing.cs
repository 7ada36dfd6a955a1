namespace PortTop.Simulation;

/// <summary>How a connection ends.</summary>
public enum Closing
{
    /// <summary>This side closes first: its port stays in TIME-WAIT.</summary>
    Here,

    /// <summary>The server closes first, and this side follows at once: the port is free.</summary>
    Server,

    /// <summary>The server closes, and this side never does: CLOSE-WAIT.</summary>
    ServerAlone,

    /// <summary>This side closes and the server does not: FIN-WAIT-2 until that times out.</summary>
    HereAlone,

    /// <summary>Nobody closes.</summary>
    Never,
}
