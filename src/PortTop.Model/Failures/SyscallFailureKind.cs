namespace PortTop.Model;

/// <summary>A system call that failed by an error which tells of used-up ports, though it may mean something else.</summary>
public enum SyscallFailureKind
{
    /// <summary>bind() with EADDRINUSE: no port is left, or the one that was asked for is taken.</summary>
    Bind,

    /// <summary>listen() with EADDRINUSE, without bind() before it or with a port that is taken.</summary>
    Listen,

    /// <summary>connect() or sendto() with EAGAIN: UDP without a port, or a buffer that is full.</summary>
    Again,

    /// <summary>
    /// connect() with EADDRNOTAVAIL although ports are free: the port that bind() chose has a connection to that target already, or IPv6
    /// has no source address. It says nothing of any pool.
    /// </summary>
    ChosenPort,
}
