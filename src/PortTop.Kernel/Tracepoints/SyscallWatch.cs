using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Watches system calls that fail by an error of used-up ports (<c>syscalls:sys_exit_*</c>). While any such tracepoint is open, each system
/// call of the machine takes the slow way out: that is why it is asked for, and not usual.
/// </summary>
internal sealed class SyscallWatch : IDisposable
{
    private const int Pages = 8;

    /// <summary>
    /// Each question about a single port that a PortTop asks comes back by the same error, in thousands, and must not drive others out of
    /// the ring.
    /// </summary>
    private const int QuestionedPages = 32;

    /// <summary>While nobody takes what was counted, in a pause, no more than so many are remembered.</summary>
    private const int MostProcesses = 4096;

    private static readonly (string Event, int Error, SyscallFailureKind Kind, int Pages)[] Watched =
    [
        ("bind", Errno.EADDRINUSE, SyscallFailureKind.Bind, Pages),
        ("listen", Errno.EADDRINUSE, SyscallFailureKind.Listen, Pages),
        ("connect", Errno.EAGAIN, SyscallFailureKind.Again, Pages),
        ("sendto", Errno.EAGAIN, SyscallFailureKind.Again, Pages),
        ("connect", Errno.EADDRNOTAVAIL, SyscallFailureKind.ChosenPort, QuestionedPages),
    ];

    private readonly List<(ProcessorEvents Events, SampleTaker Take)> _events = [];
    private readonly Dictionary<(uint Namespace, SyscallFailureKind Kind, int Process), int> _counts = [];
    private readonly ChosenPortTally _chosenPorts = new();
    private readonly SeenProcesses _processes;
    private readonly Func<uint, bool> _isJoined;

    /// <summary>Opens the tracepoints.</summary>
    /// <param name="tracing">Describes them.</param>
    /// <param name="processors">On which processors.</param>
    /// <param name="processes">Describes processes.</param>
    /// <param name="isJoined">True for a network namespace whose failures somebody takes.</param>
    /// <exception cref="TraceException">One of them cannot be watched.</exception>
    internal SyscallWatch(TraceFileSystem tracing, IReadOnlyList<int> processors, SeenProcesses processes, Func<uint, bool> isJoined)
    {
        (_processes, _isJoined) = (processes, isJoined);
        try
        {
            foreach (var (name, error, kind, pages) in Watched)
            {
                var description = tracing.Read("syscalls/sys_exit_" + name);
                var events = ProcessorEvents.Open(
                    description, $"ret==-{error}", processors, period: 1, pages, wakeUpEach: 1, isCounted: false);
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

    /// <summary>Takes that a connect() found no port: its call comes back by the error of a chosen port that is taken.</summary>
    internal void TellExhausted(uint networkNamespace, int process) => _chosenPorts.AddExhausted(networkNamespace, process);

    /// <summary>What was counted in a network namespace since the last time.</summary>
    /// <param name="networkNamespace">Which.</param>
    /// <param name="isIncomplete">Not every connect() that found no port was told of.</param>
    internal IReadOnlyList<SyscallFailures> Take(uint networkNamespace, bool isIncomplete)
    {
        var taken = _counts
            .Where(pair => pair.Key.Namespace == networkNamespace)
            .Select(pair => new SyscallFailures(pair.Key.Kind, pair.Key.Process, pair.Value) { Process = _processes.Find(pair.Key.Process) })
            .ToArray();
        foreach (var failures in taken)
        {
            _ = _counts.Remove((networkNamespace, failures.Kind, failures.ProcessId));
        }

        var collisions = _chosenPorts.Take(networkNamespace, isIncomplete).Select(counted
            => new SyscallFailures(SyscallFailureKind.ChosenPort, counted.Process, counted.Count)
            {
                Process = _processes.Find(counted.Process),
            });
        return [.. taken, .. collisions];
    }

    private void Count(SyscallFailureKind kind, int process, int thread)
    {
        // Of a thread that has ended nobody can say where it was.
        var networkNamespace = _processes.NamespaceOf(process, thread);
        if (networkNamespace == 0 || !_isJoined(networkNamespace) || _processes.IsPortTop(process))
        {
            return;
        }

        var key = (networkNamespace, kind, process);
        if (kind == SyscallFailureKind.ChosenPort)
        {
            _chosenPorts.AddRefused(networkNamespace, process);
        }
        else if (_counts.Count < MostProcesses || _counts.ContainsKey(key))
        {
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }
}
