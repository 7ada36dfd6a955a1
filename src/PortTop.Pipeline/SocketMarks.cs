namespace PortTop.Pipeline;

/// <summary>What is known of how a socket came to its port: at most twelve bits, see <see cref="TrackedSocket.Marks"/>.</summary>
[Flags]
internal enum SocketMarks : ushort
{
    None = 0,

    /// <summary>connect() chose the port for certain.</summary>
    Proven = 1,

    /// <summary>
    /// By all signs bind() took the port: connect() would have chosen another. Judged once, when the socket was first seen.
    /// </summary>
    Suspect = 2,

    /// <summary>
    /// When it was first seen, a listener was on its port: it was accepted, and keeps the port when the listener is gone.
    /// </summary>
    Accepted = 4,

    /// <summary>
    /// When it was first seen it was one of the sockets that hold ports: it was bound, and keeps the port in TIME-WAIT, where the kernel
    /// does not tell any more.
    /// </summary>
    Bound = 16,

    /// <summary>
    /// It asked bind() for no port, and was seen to come: connect() chose the port unless it lies where connect() would not have put it.
    /// </summary>
    NoPort = 32,

    /// <summary>It was in TIME-WAIT when it was last seen, or in FIN-WAIT-2 without a process: its port comes back by a timer.</summary>
    TimeWait = 64,

    /// <summary>It is the socket by which its port counts on its local address.</summary>
    Counted = 128,

    /// <summary>It is in TIME-WAIT and the kernel gives its port out again. Set anew in each pass.</summary>
    Reclaimable = 8,

    /// <summary>
    /// A listener or a bound socket holds its port for every target alike: the pool has the socket, and not its port. Set anew in each
    /// pass.
    /// </summary>
    OnHeldPort = 256,
}
