using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Watches system calls that fail by an error of used-up ports (<c>syscalls:sys_exit_*</c>). While any such tracepoint is open, each system call of
/// the machine takes the slow way out: that is why it is asked for, and not usual.
/// </summary>
internal sealed class SyscallWatch : IDisposable
{
    private const int Pages = 8;

    private static readonly (string Event, int Error, SyscallFailureKind Kind)[] Watched =
    [
        ("bind", Errno.EADDRINUSE, SyscallFailureKind.Bind),
        ("listen", Errno.EADDRINUSE, SyscallFailureKind.Listen),
        ("connect", Errno.EADDRNOTAVAIL, SyscallFailureKind.Connect),
        ("connect", Errno.EAGAIN, SyscallFailureKind.Again),
        ("sendto", Errno.EAGAIN, SyscallFailureKind.Again),
    ];

    private readonly List<(ProcessorEvents Events, Action<int, ReadOnlyMemory<byte>> Take)> _events = [];
    private readonly Dictionary<(SyscallFailureKind Kind, int Process), int> _counts = [];
    private readonly SeenProcesses _processes;

    /// <summary>Opens the tracepoints.</summary>
    /// <exception cref="TraceException">One of them cannot be watched.</exception>
    internal SyscallWatch(TraceFileSystem tracing, IReadOnlyList<int> processors, SeenProcesses processes)
    {
        _processes = processes;
        try
        {
            foreach (var (name, error, kind) in Watched)
            {
                var events = ProcessorEvents.Open(tracing.Read("syscalls/sys_exit_" + name), $"ret==-{error}", processors, period: 1, Pages, isCounted: false);
                _events.Add((events, (process, _) => Count(kind, process)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file descriptors that become readable when there are records.</summary>
    internal IEnumerable<int> Descriptors => _events.SelectMany(static watched => watched.Events.Descriptors);

    public void Dispose() => _events.ForEach(static watched => watched.Events.Dispose());

    /// <summary>Takes every record that is there.</summary>
    internal void Drain()
    {
        foreach (var (events, take) in _events)
        {
            events.Drain(take);
        }
    }

    /// <summary>What was counted since the last time, of the processes that count.</summary>
    internal IReadOnlyList<SyscallFailures> Take(Func<int, bool> counts)
    {
        var taken = _counts
            .Where(pair => counts(pair.Key.Process))
            .Select(pair => new SyscallFailures(pair.Key.Kind, pair.Key.Process, pair.Value) { Process = _processes.Find(pair.Key.Process) })
            .ToArray();
        _counts.Clear();
        return taken;
    }

    private void Count(SyscallFailureKind kind, int process)
    {
        _ = _processes.Find(process);
        _counts[(kind, process)] = _counts.GetValueOrDefault((kind, process)) + 1;
    }
}
