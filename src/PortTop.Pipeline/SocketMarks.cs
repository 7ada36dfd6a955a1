namespace PortTop.Pipeline;

/// <summary>What is known of how a socket came to its port.</summary>
[Flags]
internal enum SocketMarks : byte
{
    None = 0,

    /// <summary>connect() chose the port for certain.</summary>
    Proven = 1,

    /// <summary>By all signs bind() took the port: connect() would have chosen another. Judged once, when the socket was first seen.</summary>
    Suspect = 2,

    /// <summary>
    /// When the socket was first seen its port was held against every target: it was accepted, or bound first. It keeps the port when the
    /// listener is gone, and in TIME-WAIT, where the kernel does not tell any more.
    /// </summary>
    WasHeld = 4,

    /// <summary>It is in TIME-WAIT and the kernel gives its port out again. Set anew in each pass.</summary>
    Reclaimable = 8,
}
