using System.Reactive.Concurrency;
using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>A source whose sockets, duration and failures a test sets. A read takes virtual time.</summary>
internal sealed class ScriptedSource(HistoricalScheduler scheduler) : ISocketSource
{
    internal List<SocketRow> Rows { get; } = [];

    /// <summary>Where the sockets come from at each poll, in place of <see cref="Rows"/>.</summary>
    internal Func<DateTimeOffset, IEnumerable<SocketRow>>? Traffic { get; set; }

    internal PortSpace Ports { get; set; } = Samples.Space("100-199");

    internal TimeSpan Duration { get; set; } = TimeSpan.FromMilliseconds(10);

    internal List<SocketRow> Udp { get; } = [];

    /// <summary>How long the sockets that hold ports take to be read.</summary>
    internal TimeSpan BoundDuration { get; set; }

    internal int BoundReadings { get; private set; }

    internal Exception? Failure { get; set; }

    internal List<DateTimeOffset> Polls { get; } = [];

    internal Exception? PoolFailure { get; set; }

    /// <summary>The network namespace that it is.</summary>
    internal NamespacePlace Place { get; init; } = new(1, "host");

    public SourceDescription Describe() => new("scripted", "host", Place.Label, Place.Inode, [], []);

    public PortSettings ReadSettings()
    {
        Polls.Add(scheduler.Now);
        scheduler.Sleep(Duration);
        return Failure is null ? Ports.Settings : throw Failure;
    }

    public IReadOnlyList<PortHolder> ReadListeners(PortRange range)
        => [.. Ports.AllListeners.Where(listener => range.Contains(listener.Port))];

    public BoundPorts ReadBound()
    {
        BoundReadings++;
        scheduler.Sleep(BoundDuration);
        return Ports.Bound;
    }

    public void ReadUdp(PortRange range, ISocketSink sink)
    {
        sink.Restart();
        foreach (var row in Udp.Where(row => range.Contains(row.SourcePort)))
        {
            sink.Add(row);
        }
    }

    internal FailureReading? Failures { get; set; }

    internal IReadOnlyList<long?> Counters { get; set; } = [];

    public IProcessTable? Processes { get; init; }

    /// <summary>What the kernel answers; null where there is none to ask.</summary>
    public IPortProbe? Probe { get; set; }

    /// <summary>Which sockets that are alive were asked for: those of a pool, or null for all.</summary>
    internal List<PoolKey?> AliveReadings { get; } = [];

    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink)
    {
        AliveReadings.Add(pool);
        Push(sink, range);
    }

    public void ReadAlive(PortRange range, ISocketSink sink)
    {
        AliveReadings.Add(null);
        Push(sink, range);
    }

    /// <summary>What failed since it was asked last; null where that is the same at each poll.</summary>
    internal Func<FailureReading?>? FailedSince { get; set; }

    public FailureReading? ReadFailures() => FailedSince is { } failed ? failed() : Failures;

    public IReadOnlyList<long?> ReadCounters() => Counters;

    public Surroundings ReadSurroundings() => Surroundings.Unknown;

    public void ReadSockets(PortRange range, ISocketSink sink) => Push(sink, range);

    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink)
    {
        if (PoolFailure is not null)
        {
            throw PoolFailure;
        }

        Push(sink, range);
    }

    private void Push(ISocketSink sink, PortRange range)
    {
        sink.Restart();
        foreach (var row in (Traffic?.Invoke(scheduler.Now) ?? Rows).Where(row => range.Contains(row.SourcePort)))
        {
            sink.Add(row);
        }
    }
}
