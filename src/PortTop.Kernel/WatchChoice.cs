namespace PortTop.Kernel;

/// <summary>Whether failures are watched as they happen.</summary>
public enum WatchChoice
{
    /// <summary>connect() calls that find no port, by a tracepoint that costs nothing while nothing fails.</summary>
    Connect,

    /// <summary>
    /// Failing system calls of bind(), of UDP and of connect() from chosen ports too, at a price for every system call of the machine.
    /// </summary>
    Syscalls,

    /// <summary>Nothing.</summary>
    None,
}
