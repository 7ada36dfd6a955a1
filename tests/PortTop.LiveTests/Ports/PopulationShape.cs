namespace PortTop.LiveTests.Ports;

/// <summary>What most sockets of a population have in common.</summary>
internal enum PopulationShape
{
    /// <summary>bind() to port 0 of one address, often up to the last port, then connect() to several targets.</summary>
    BoundFirst,

    /// <summary>connect() chose the ports, often up to the last.</summary>
    Connected,

    /// <summary>Any of the two, and everything else, at random.</summary>
    Mixed,

    /// <summary>Bound first, and the client closed first.</summary>
    BoundThenClosed,

    /// <summary>Chosen by connect(), and the client closed first.</summary>
    ConnectedThenClosed,

    /// <summary>Ports that the application chose, each towards several targets.</summary>
    Chosen,

    /// <summary>Several local addresses, some of which bind first while others leave it to connect().</summary>
    Addresses,

    /// <summary>IPv6, and IPv4 by IPv6 sockets.</summary>
    IPv6,

    /// <summary>Few of everything: a machine that is well.</summary>
    Healthy,

    /// <summary>Nobody answers: SYN-SENT.</summary>
    Unanswered,
}
