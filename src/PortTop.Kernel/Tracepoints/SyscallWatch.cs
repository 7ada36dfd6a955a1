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

    /// <summary>While nobody takes what was counted, in a pause, no more than so many are remembered.</summary>
    private const int MostProcesses = 4096;

    private static readonly (string Event, int Error, SyscallFailureKind Kind)[] Watched =
    [
        ("bind", Errno.EADDRINUSE, SyscallFailureKind.Bind),
        ("listen", Errno.EADDRINUSE, SyscallFailureKind.Listen),
        ("connect", Errno.EAGAIN, SyscallFailureKind.Again),
        ("sendto", Errno.EAGAIN, SyscallFailureKind.Again),
    ];

    private readonly List<(ProcessorEvents Events, SampleTaker Take)> _events = [];
    private readonly Dictionary<(SyscallFailureKind Kind, int Process), int> _counts = [];
    private readonly SeenProcesses _processes;
    private readonly Func<int, int, bool> _isCounted;

    /// <summary>Opens the tracepoints.</summary>
    /// <param name="tracing">Describes them.</param>
    /// <param name="processors">On which processors.</param>
    /// <param name="processes">Describes processes.</param>
    /// <param name="isCounted">True for a process and a thread that count.</param>
    /// <exception cref="TraceException">One of them cannot be watched.</exception>
    internal SyscallWatch(TraceFileSystem tracing, IReadOnlyList<int> processors, SeenProcesses processes, Func<int, int, bool> isCounted)
    {
        _processes = processes;
        _isCounted = isCounted;
        try
        {
            foreach (var (name, error, kind) in Watched)
            {
                var events = ProcessorEvents.Open(tracing.Read("syscalls/sys_exit_" + name), $"ret==-{error}", processors, period: 1, Pages, wakeUpEach: 1, isCounted: false);
                _events.Add((events, (process, thread, _) => Count(kind, process, thread)));
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

    /// <summary>What was counted since the last time.</summary>
    internal IReadOnlyList<SyscallFailures> Take()
    {
        var taken = _counts
            .Select(pair => new SyscallFailures(pair.Key.Kind, pair.Key.Process, pair.Value) { Process = _processes.Find(pair.Key.Process) })
            .ToArray();
        _counts.Clear();
        return taken;
    }

    private void Count(SyscallFailureKind kind, int process, int thread)
    {
        if (!_isCounted(process, thread))
        {
            return;
        }

        if (_counts.Count >= MostProcesses && !_counts.ContainsKey((kind, process)))
        {
            return;
        }

        _ = _processes.Find(process);
        _counts[(kind, process)] = _counts.GetValueOrDefault((kind, process)) + 1;
    }
}
