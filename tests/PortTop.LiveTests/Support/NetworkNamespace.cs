using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PortTop.LiveTests.Support;

/// <summary>
/// A network namespace of the test's own. It belongs to one thread: sockets that are opened and processes that are started by
/// <see cref="Run{T}"/> are in it, and it is gone when they are.
/// </summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int CLONE_NEWNET = 0x40000000;

    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;
    private readonly SafeFileHandle _door;

    /// <summary>Makes a namespace with loopback up, or skips the test and says why it cannot.</summary>
    internal NetworkNamespace()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to make a network namespace");
        _thread = new Thread(Loop) { IsBackground = true };
        _thread.Start();
        Run(static () => unshare(CLONE_NEWNET) == 0 ? 0 : throw new InvalidOperationException("unshare: " + Marshal.GetLastPInvokeErrorMessage()));
        _door = Run(static () => File.OpenHandle("/proc/thread-self/ns/net"));
        Execute("ip", "link", "set", "lo", "up");

        // On a busy machine an acknowledgement is late, and a FIN is sent twice: the second answer to it finds no socket any more and is reset, and
        // a reset ends the TIME-WAIT that gave it (RFC 1337). Here those stay that a test counts.
        Sysctl("net.ipv4.tcp_rfc1337", "1");
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _door.Dispose();
    }

    /// <summary>Runs something inside on a thread of its own, beside all else that is done there.</summary>
    internal Task Beside(Action action)
    {
        var done = new TaskCompletionSource();
        new Thread(() =>
        {
            try
            {
                setns(_door, CLONE_NEWNET).ShouldBe(0, Marshal.GetLastPInvokeErrorMessage());
                action();
                done.SetResult();
            }
#pragma warning disable CA1031 // It is thrown again where it is awaited.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                done.SetException(problem);
            }
        })
        { IsBackground = true }.Start();
        return done.Task;
    }

    /// <summary>Runs something inside and returns what it returns.</summary>
    internal T Run<T>(Func<T> function)
    {
        var done = new TaskCompletionSource<T>();
        _work.Add(() =>
        {
            try
            {
                done.SetResult(function());
            }
#pragma warning disable CA1031 // It is thrown again where it was asked for.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                done.SetException(problem);
            }
        });
        try
        {
            return done.Task.Result;
        }
        catch (AggregateException problem)
        {
            ExceptionDispatchInfo.Throw(problem.InnerException!);
            throw;
        }
    }

    /// <summary>Runs something inside.</summary>
    internal void Run(Action action) => Run(() =>
    {
        action();
        return 0;
    });

    /// <summary>Runs a command inside and returns what it writes; an exit status other than 0 fails.</summary>
    internal string Execute(string program, params string[] arguments)
    {
        var result = Run(() => Command.Run(program, arguments));
        result.Status.ShouldBe(0, $"{program} {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output;
    }

    /// <summary>Starts a process inside.</summary>
    internal Process Start(ProcessStartInfo start) => Run(() => Forks.Start(start));

    /// <summary>Sets a sysctl of the namespace.</summary>
    internal void Sysctl(string name, string value)
        => Run(() =>
        {
            File.WriteAllText("/proc/sys/" + name.Replace('.', '/'), value);
            return 0;
        });

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unshare(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(SafeFileHandle namespaceFile, int kind);

    private void Loop()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
