namespace PortTop.Model;

/// <summary>How a socket came to hold its port against every target.</summary>
public enum HolderKind : byte
{
    /// <summary>It listens.</summary>
    Listener,

    /// <summary>It is bound, neither connected nor listening (<c>TCP_BOUND_INACTIVE</c>, Linux 6.8).</summary>
    BoundOnly,

    /// <summary>It is connected from a port that its application chose with bind() (<c>SOCK_BINDPORT_LOCK</c>).</summary>
    Chosen,
}
