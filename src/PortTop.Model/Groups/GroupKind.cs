namespace PortTop.Model;

/// <summary>What pools are gathered by.</summary>
public enum GroupKind
{
    /// <summary>Nothing: each pool stands alone.</summary>
    Pool,

    /// <summary>The remote address and port, whatever the source.</summary>
    Destination,

    /// <summary>The remote address, whatever the port.</summary>
    RemoteIp,

    /// <summary>The remote port, whatever the address: a kind of service.</summary>
    RemotePort,

    /// <summary>The local address.</summary>
    Source,

    /// <summary>Who has most of the pool's sockets, by name.</summary>
    Owner,

    /// <summary>The network namespace.</summary>
    Namespace,

    /// <summary>How the pool stands.</summary>
    State,
}
