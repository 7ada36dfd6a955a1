using PortTop.Kernel.Interop;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Watches connect() calls that find no source port, as they happen (tracepoint <c>sock:inet_sock_set_state</c>), on a thread of its own:
/// rings are emptied before they overflow, and processes are described before they end.
/// </summary>
public sealed class FailureWatch : IDisposable
{
    /// <summary>
    /// Each how manieth connect() is looked at, to name the owners of connections too short to be seen alive: enough for a few in a second
    /// of hundreds, and no burden at ten thousand.
    /// </summary>
    private const int SamplePeriod = 13;

    /// <summary>Memory of all rings together, in pages, shared by the processors.</summary>
    private const int AllPages = 512;
    private const int FewestPages = 8;
    private const int MostPages = 128;
    private const int SamplePages = 8;

    /// <summary>Samples are read so many together, and at each poll.</summary>
    private const int SamplesTogether = 8;
    private const int IdleMilliseconds = 1000;

    /// <summary>Records that come thick are read in batches; a ring of 8 pages holds 300 of them.</summary>
    private const int PaceMilliseconds = 5;

    private readonly Lock _gate = new();
    private readonly SetStateRecord _record;
    private readonly ProcessorEvents _failed;
    private readonly ProcessorEvents? _begun;
    private readonly SyscallWatch? _syscalls;
    private readonly List<NamespaceFailures> _namespaces = [];
    private readonly SeenProcesses _processes;
    private readonly SampleTaker _takeFailure;
    private readonly SampleTaker _takeSample;
    private long _read;
    private long _recentElsewhere;
    private long _lost;
    private volatile bool _isOver;

    /// <summary>Begins to watch.</summary>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="watchSyscalls">Watch failing system calls too, at a price for every system call of the machine.</param>
    /// <exception cref="TraceException">It cannot be watched: the reason and the remedy.</exception>
    public FailureWatch(KernelRoots roots, bool watchSyscalls)
    {
        _processes = new SeenProcesses(new ProcessReader(roots), roots.Proc);
        _takeFailure = TakeFailure;
        _takeSample = TakeSample;
        using var tracing = new TraceFileSystem(roots.Proc, roots.Tracing);
        var description = tracing.Read(SetStateRecord.EventName);
        _record = new SetStateRecord(description);
        var processors = OnlineProcessors.Read(roots.OnlineProcessors);
        var pages = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(AllPages / processors.Count, FewestPages, MostPages));

        // The kernel waits tens of milliseconds when the last user of a tracepoint leaves it (perf_trace_event_unreg), as each trial below
        // would be.
        using var user = PerfEvent.Count(description, processors[0], SetStateRecord.FailedFilter);
        var withoutQuestions = SetStateRecord.LeaveQuestionsOut(filter => PerfEvent.Takes(description, processors[0], filter));
        _failed = ProcessorEvents.OpenLargest(description, SetStateRecord.FailedFilter + withoutQuestions, processors, pages);
        _begun = WatchBegun(description, SetStateRecord.BegunFilter + withoutQuestions, processors);
        _syscalls = watchSyscalls ? WatchSyscalls(tracing, processors) : null;
        new Thread(Loop) { IsBackground = true, Name = "failures" }.Start();
    }

    /// <summary>Why nothing is watched any more; null while it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Why failing system calls are not watched although that was asked for: the reason and the remedy; null when they are.
    /// </summary>
    public string? SyscallsProblem { get; private set; }

    /// <summary>Ends the watch; the thread gives everything back.</summary>
    public void Dispose() => _isOver = true;

    /// <summary>Counts the failures of a network namespace from now on.</summary>
    internal NamespaceFailures Join(uint inode)
    {
        lock (_gate)
        {
            var joined = new NamespaceFailures(inode, isFirst: _namespaces.Count == 0);
            _namespaces.Add(joined);
            return joined;
        }
    }

    /// <summary>True when failures of a namespace wait to be taken.</summary>
    internal bool HasFailures(uint inode)
    {
        lock (_gate)
        {
            return _namespaces.Exists(joined => joined.Inode == inode && !joined.Failures.IsEmpty);
        }
    }

    /// <summary>Counts them no more.</summary>
    internal void Leave(NamespaceFailures left)
    {
        lock (_gate)
        {
            _ = _namespaces.Remove(left);
        }
    }

    /// <summary>Takes the addresses of a namespace.</summary>
    internal void TellAddresses(NamespaceFailures of, IEnumerable<IpAddress> addresses)
    {
        lock (_gate)
        {
            of.TellAddresses(addresses);
        }
    }

    /// <summary>
    /// Takes what was seen of a namespace since the last time; null once the watch has come to an end, which <see cref="Problem"/> says.
    /// </summary>
    internal FailureReading? Take(NamespaceFailures of)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return null;
            }

            // The counts are read before the rings: what they do not have yet is counted the next time.
            var count = _failed.ReadCount();
            Drain();
            ShareOut(count - _read - _lost);
            var reading = new FailureReading(of.Lost, of.Failures.Take(_processes.Find), of.Samples.Take(_processes.Find))
            {
                SamplePeriod = SamplePeriod,
                IsShared = of.IsShared,
                Syscalls = _syscalls?.Take(of.Inode, of.IsIncomplete),
            };
            (of.Lost, of.IsShared, of.IsIncomplete) = (0, false, false);
            if (of == _namespaces[0])
            {
                // What is lost from now on is shared out by what is read from now on.
                _processes.Forget();
                _recentElsewhere = 0;
                _namespaces.ForEach(static joined => joined.Recent = 0);
            }

            return reading;
        }
    }

    /// <summary>
    /// What was lost lay in the same rings as what was read, in the same shares; where nothing was read it is nobody's, and the first
    /// namespace tells of it.
    /// </summary>
    private void ShareOut(long lost)
    {
        if (lost <= 0)
        {
            return;
        }

        _lost += lost;
        var all = _recentElsewhere + _namespaces.Sum(static joined => joined.Recent);
        if (all == 0)
        {
            _namespaces[0].Lost += lost;
            _namespaces[0].IsShared = true;
        }

        foreach (var joined in _namespaces)
        {
            joined.Lost += all == 0 ? 0 : (long)Math.Round((double)lost * joined.Recent / all);
            joined.IsShared |= joined.Recent != all;
            joined.IsIncomplete = true;
        }
    }

    /// <summary>Where there is no memory for it the owners of short connections are looked for in another way.</summary>
    private static ProcessorEvents? WatchBegun(TraceEvent description, string filter, IReadOnlyList<int> processors)
    {
        try
        {
            return ProcessorEvents.Open(
                description, filter, processors, SamplePeriod, SamplePages, wakeUpEach: SamplesTogether, isCounted: false);
        }
        catch (TraceException)
        {
            return null;
        }
    }

    /// <summary>A kernel may have the one tracepoint and not the others: what it has is watched.</summary>
    private SyscallWatch? WatchSyscalls(TraceFileSystem tracing, IReadOnlyList<int> processors)
    {
        try
        {
            return new SyscallWatch(tracing, processors, _processes, inode => _namespaces.Exists(joined => joined.Inode == inode));
        }
        catch (TraceException problem)
        {
            SyscallsProblem = problem.Message;
            return null;
        }
    }

    private void Loop()
    {
        try
        {
            Watch();
        }
#pragma warning disable CA1031 // The thread's end must not be the program's; what is wrong is said.
        catch (Exception problem) when (problem is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            Problem = $"the watch came to an end, {problem.GetType().Name}: {MachineText.Clean(problem.Message)}";
        }

        lock (_gate)
        {
            _isOver = true;
            _syscalls?.Dispose();
            _begun?.Dispose();
            _failed.Dispose();
        }
    }

    private void Watch()
    {
        int[] descriptors = [.. _failed.Descriptors, .. _begun?.Descriptors ?? [], .. _syscalls?.Descriptors ?? []];
        var waiting = Array.ConvertAll(descriptors, static descriptor => new PollDescriptor { Descriptor = descriptor, Events = LibC.POLLIN });
        while (!_isOver)
        {
            if (LibC.poll(waiting, (nuint)waiting.Length, IdleMilliseconds) > 0)
            {
                lock (_gate)
                {
                    Drain();
                }

                Thread.Sleep(PaceMilliseconds);
            }
        }
    }

    private void Drain()
    {
        if (_isOver)
        {
            return;
        }

        // An attempt that finds no port is recorded before its call comes back: of each call that is read here the attempt is read below.
        _syscalls?.Drain();
        _failed.Drain(_takeFailure);
        _begun?.Drain(_takeSample);
    }

    private void TakeFailure(int process, int thread, ReadOnlySpan<byte> record)
    {
        if (!_record.TryRead(record, out var source, out var destination, out var port))
        {
            return;
        }

        if (SetStateRecord.IsQuestion(source, destination, port))
        {
            _read++;
            return;
        }

        var found = process == Environment.ProcessId ? 0 : _processes.NamespaceOf(process, thread);
        var (isSomewhere, isAdded) = (false, false);
        foreach (var joined in _namespaces)
        {
            // Where the process is gone it counts, as a guess, wherever its source address is at home. Of what a PortTop's probes find no
            // one wants to read; to know it the process is described, which whoever fails often does not live to see later.
            if ((found == joined.Inode || (found == 0 && joined.MayBeHere(source))) && !_processes.IsPortTop(process))
            {
                isSomewhere = true;
                if (found != 0)
                {
                    _syscalls?.TellExhausted(found, process);
                }

                if (joined.Failures.Add(source, destination, port, process, isCertain: found != 0))
                {
                    joined.Recent++;
                    isAdded = true;
                }
            }
        }

        // What found no room in a tally counts as lost.
        _recentElsewhere += isSomewhere ? 0 : 1;
        _read += isAdded || !isSomewhere ? 1 : 0;
    }

    private void TakeSample(int process, int thread, ReadOnlySpan<byte> record)
    {
        if (process == Environment.ProcessId || !_record.TryRead(record, out var source, out var destination, out var port)
            || SetStateRecord.IsQuestion(source, destination, port))
        {
            return;
        }

        var found = _processes.NamespaceOf(process, thread);
        foreach (var joined in _namespaces)
        {
            if (found != 0 && joined.Inode == found && !_processes.IsPortTop(process))
            {
                _ = joined.Samples.Add(source, destination, port, process, isCertain: true);
            }
        }
    }
}
