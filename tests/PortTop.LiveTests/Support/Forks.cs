using System.Diagnostics;

namespace PortTop.LiveTests.Support;

/// <summary>
/// Between fork() and exec() a new process has a copy of every descriptor of this one, CLOEXEC or not: a socket that is closed here
/// meanwhile lives on in the kernel until then, on a busy machine for long. A test in which close() must be the end of a socket keeps
/// others from starting processes for as long.
/// </summary>
internal static class Forks
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Starts a process; returns when it has become its program.</summary>
    internal static Process Start(ProcessStartInfo start)
    {
        Gate.EnterWriteLock();
        try
        {
            return Process.Start(start)!;
        }
        finally
        {
            Gate.ExitWriteLock();
        }
    }

    /// <summary>Does something while nobody starts a process. It must not start one itself.</summary>
    internal static T Without<T>(Func<T> function)
    {
        Gate.EnterReadLock();
        try
        {
            return function();
        }
        finally
        {
            Gate.ExitReadLock();
        }
    }
}
