namespace PortTop.Model;

/// <summary>The logs that somebody asked to be watched. Used by one thread at a time.</summary>
public interface ILogTable
{
    /// <summary>The word for the kernel's own log in place of a path.</summary>
    const string KernelLog = "kernel";

    /// <summary>
    /// Reads on where the last reading ended: a reading for each log, in the order in which they were asked for. It never waits, and takes
    /// a bounded time.
    /// </summary>
    IReadOnlyList<LogReading> Read();
}
