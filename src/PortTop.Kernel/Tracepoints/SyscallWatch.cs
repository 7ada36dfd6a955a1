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
    private readonly Dictionary<(uint Namespace, SyscallFailureKind Kind, int Process), int> _counts = [];
    private readonly SeenProcesses _processes;

    /// <summary>Opens the tracepoints.</summary>
    /// <param name="tracing">Describes them.</param>
    /// <param name="processors">On which processors.</param>
    /// <param name="processes">Describes processes.</param>
    /// <exception cref="TraceException">One of them cannot be watched.</exception>
    internal SyscallWatch(TraceFileSystem tracing, IReadOnlyList<int> processors, SeenProcesses processes)
    {
        _processes = processes;
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

    /// <summary>What was counted in a network namespace since the last time.</summary>
    internal IReadOnlyList<SyscallFailures> Take(uint networkNamespace)
    {
        var taken = _counts
            .Where(pair => pair.Key.Namespace == networkNamespace)
            .Select(pair => new SyscallFailures(pair.Key.Kind, pair.Key.Process, pair.Value) { Process = _processes.Find(pair.Key.Process) })
            .ToArray();
        foreach (var failures in taken)
        {
            _ = _counts.Remove((networkNamespace, failures.Kind, failures.ProcessId));
        }

        return taken;
    }

    private void Count(SyscallFailureKind kind, int process, int thread)
    {
        // Of this program's own, which probes until nothing is left, no one wants to read; of a thread that has ended nobody can say where it was.
        var key = (process == Environment.ProcessId ? 0 : _processes.NamespaceOf(process, thread), kind, process);
        if (key.Item1 == 0 || (_counts.Count >= MostProcesses && !_counts.ContainsKey(key)))
        {
            return;
        }

        _ = _processes.Find(process);
        _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }
}
