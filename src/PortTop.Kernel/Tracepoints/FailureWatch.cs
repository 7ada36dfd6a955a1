using PortTop.Kernel.Interop;
using PortTop.Kernel.Processes;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Watches connect() calls that find no source port, as they happen (tracepoint <c>sock:inet_sock_set_state</c>), on a thread of its own: rings are
/// emptied before they overflow, and processes are described before they end.
/// </summary>
public sealed class FailureWatch : IDisposable
{
    /// <summary>Each how manieth connect() is looked at, to name the owners of connections too short to be seen alive: enough for a few in a second of hundreds, and no burden at ten thousand.</summary>
    private const int SamplePeriod = 13;

    /// <summary>Memory of all rings together, in pages, shared by the processors.</summary>
    private const int AllPages = 512;
    private const int FewestPages = 8;
    private const int MostPages = 128;
    private const int SamplePages = 8;
    private const int IdleMilliseconds = 1000;

    /// <summary>Records that come thick are read in batches; a ring of 8 pages holds 300 of them.</summary>
    private const int PaceMilliseconds = 5;

    private readonly Lock _gate = new();
    private readonly SetStateRecord _record;
    private readonly ProcessorEvents _failed;
    private readonly ProcessorEvents _begun;
    private readonly SyscallWatch? _syscalls;
    private readonly uint _networkNamespace;
    private readonly SeenProcesses _processes;
    private readonly ConnectTally _failures = new();
    private readonly ConnectTally _samples = new();
    private readonly SampleTaker _takeFailure;
    private readonly SampleTaker _takeSample;
    private HashSet<IpAddress> _addresses = [];
    private long _count;
    private long _known;
    private long _elsewhere;
    private long _failedBefore;
    private long _lostBefore;
    private volatile bool _isOver;

    /// <summary>Begins to watch.</summary>
    /// <param name="roots">Where the kernel's files are.</param>
    /// <param name="networkNamespace">The network namespace whose failures count; the tracepoint sees those of all.</param>
    /// <param name="watchSyscalls">Watch failing system calls too, at a price for every system call of the machine.</param>
    /// <exception cref="TraceException">It cannot be watched: the reason and the remedy.</exception>
    public FailureWatch(KernelRoots roots, uint networkNamespace, bool watchSyscalls)
    {
        _networkNamespace = networkNamespace;
        _processes = new SeenProcesses(new ProcessReader(roots), roots.Proc);
        _takeFailure = TakeFailure;
        _takeSample = TakeSample;
        var tracing = new TraceFileSystem(roots.Proc, roots.Tracing);
        var description = tracing.Read(SetStateRecord.EventName);
        _record = new SetStateRecord(description);
        var processors = OnlineProcessors.Read(roots.OnlineProcessors);
        var pages = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(AllPages / processors.Count, FewestPages, MostPages));
        _failed = ProcessorEvents.Open(description, SetStateRecord.FailedFilter, processors, period: 1, pages, isCounted: true);
        try
        {
            _begun = ProcessorEvents.Open(description, SetStateRecord.BegunFilter, processors, SamplePeriod, SamplePages, isCounted: false);
        }
        catch
        {
            _failed.Dispose();
            throw;
        }

        _syscalls = watchSyscalls ? WatchSyscalls(tracing, processors) : null;
        new Thread(Loop) { IsBackground = true, Name = "failures" }.Start();
    }

    /// <summary>Why failing system calls are not watched although that was asked for: the reason and the remedy; null when they are.</summary>
    public string? SyscallsProblem { get; private set; }

    /// <summary>Ends the watch; the thread gives everything back.</summary>
    public void Dispose() => _isOver = true;

    /// <summary>Takes the addresses of the namespace that is read: a record of a process that is gone counts where its source address is at home.</summary>
    public void TellAddresses(IEnumerable<IpAddress> addresses)
    {
        lock (_gate)
        {
            _addresses = [.. addresses];
        }
    }

    /// <summary>Takes what was seen since the last time.</summary>
    public FailureReading Take()
    {
        lock (_gate)
        {
            Drain();

            // The count is read before the rings: what it does not have yet is counted the next time.
            var failed = Math.Max(_failedBefore, Math.Max(_count, _known) - _elsewhere);
            var lost = Math.Max(_lostBefore, _count - _known);
            var reading = new FailureReading(failed - _failedBefore, lost - _lostBefore, _failures.Take(_processes.Find), _samples.Take(_processes.Find))
            {
                Syscalls = _syscalls?.Take(),
            };
            (_failedBefore, _lostBefore) = (failed, lost);
            _processes.Forget();
            return reading;
        }
    }

    /// <summary>A kernel may have the one tracepoint and not the others: what it has is watched.</summary>
    private SyscallWatch? WatchSyscalls(TraceFileSystem tracing, IReadOnlyList<int> processors)
    {
        try
        {
            return new SyscallWatch(tracing, processors, _processes, (process, thread) => IsOfNamespace(process, thread, null));
        }
        catch (TraceException problem)
        {
            SyscallsProblem = problem.Message;
            return null;
        }
    }

    private void Loop()
    {
        int[] descriptors = [.. _failed.Descriptors, .. _begun.Descriptors, .. _syscalls?.Descriptors ?? []];
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

        lock (_gate)
        {
            _syscalls?.Dispose();
            _begun.Dispose();
            _failed.Dispose();
        }
    }

    private void Drain()
    {
        if (_isOver)
        {
            return;
        }

        _count = _failed.ReadCount();
        _failed.Drain(_takeFailure);
        _begun.Drain(_takeSample);
        _syscalls?.Drain();
    }

    private void TakeFailure(int process, int thread, ReadOnlySpan<byte> record)
    {
        if (!_record.TryRead(record, out var source, out var destination, out var port))
        {
            return;
        }

        if (!IsOfNamespace(process, thread, source))
        {
            _known++;
            _elsewhere++;
        }
        else if (_failures.Add(source, destination, port, process))
        {
            _known++;
        }
    }

    private void TakeSample(int process, int thread, ReadOnlySpan<byte> record)
    {
        if (_record.TryRead(record, out var source, out var destination, out var port) && IsOfNamespace(process, thread, source))
        {
            _ = _samples.Add(source, destination, port, process);
        }
    }

    /// <summary>Of this program's own no one wants to read: probes ask until nothing is left.</summary>
    private bool IsOfNamespace(int process, int thread, IpAddress? source)
    {
        if (process == Environment.ProcessId)
        {
            return false;
        }

        _ = _processes.Find(process);
        return _processes.NamespaceOf(process, thread) is not 0 and var found
            ? found == _networkNamespace
            : source is null || source.Value.IsLoopback || _addresses.Count == 0 || _addresses.Contains(source.Value);
    }
}
