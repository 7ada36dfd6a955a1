using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What a socket tells of how it came to its port when it is seen first.</summary>
internal static class FirstSight
{
    /// <summary>
    /// What is known of a socket that is seen first. On a held port it was accepted where a listener is on it, and bound where it is one of
    /// those that hold ports; any other was there before the holder came, or took the port since the holders were read.
    /// </summary>
    /// <param name="row">The socket.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="trustsOption">It came since the last poll, and the kernel is not asked.</param>
    internal static SocketMarks Marks(in SocketRow row, PortSpace ports, bool trustsOption)
    {
        if (!ports.IsUsable(row.SourcePort))
        {
            return ports.IsListening(row.SourcePort) ? SocketMarks.Accepted : ports.Bound.Contains(row.Identity) ? SocketMarks.Bound : SocketMarks.None;
        }

        // The option alone proves nothing: what is accepted inherits it from its listener, and it can be set after bind(). What was there
        // before the first poll may have come in either way, and a listener may come and go between two polls: where the kernel answers, it
        // is asked.
        return row.IsProvenAutobind && ports.Bound.IsCertain && trustsOption ? SocketMarks.NoPort : SocketMarks.None;
    }
}
