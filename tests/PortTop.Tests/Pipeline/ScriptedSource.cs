using System.Reactive.Concurrency;
using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>A source whose sockets, duration and failures a test sets. A read takes virtual time.</summary>
internal sealed class ScriptedSource(HistoricalScheduler scheduler) : ISocketSource
{
    internal List<SocketRow> Rows { get; } = [];

    internal PortSpace Ports { get; set; } = new(new PortRange(100, 199), new PortSet(), []);

    internal TimeSpan Duration { get; set; } = TimeSpan.FromMilliseconds(10);

    internal Exception? Failure { get; set; }

    internal List<DateTimeOffset> Polls { get; } = [];

    internal Exception? PoolFailure { get; set; }

    public SourceDescription Describe() => new("scripted", "host", "host", 1, [], []);

    public PortSpace ReadPortSpace()
    {
        Polls.Add(scheduler.Now);
        scheduler.Sleep(Duration);
        return Failure is null ? Ports : throw Failure;
    }

    public void ReadSockets(PortRange range, ISocketSink sink) => Push(sink);

    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink)
    {
        if (PoolFailure is not null)
        {
            throw PoolFailure;
        }

        Push(sink);
    }

    private void Push(ISocketSink sink)
    {
        sink.Restart();
        foreach (var row in Rows)
        {
            sink.Add(row);
        }
    }
}
