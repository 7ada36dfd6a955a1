using System.Text.Json;
using PortTop.Commands;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Program;

public sealed class BatchCommandTests
{
    [Fact]
    public void A_slow_reader_gets_the_newest_poll_and_none_that_waited()
    {
        var source = new CountingSource();
        using var output = new SlowOutput(source);
        var settings = new Settings { Interval = 0.1, Budget = 1, Sort = PoolColumns.SeverityId };

        new BatchCommand(settings, isJson: true, polls: 3).Run(new SingleNamespace(source), output, TextWriter.Null).ShouldBe(0);

        output.Polls.Count.ShouldBe(3, "what is written counts");
        output.Polls[1].ShouldBeGreaterThanOrEqualTo(SlowOutput.PollsDuringFirstWrite, "older ones were passed over");
    }

    private sealed class CountingSource : ISocketSource
    {
        private int _polls;

        internal int Polls => Volatile.Read(ref _polls);

        public SourceDescription Describe() => new("scripted", "host", "host", 1, [], []);

        public PortSettings ReadSettings()
        {
            Interlocked.Increment(ref _polls);
            return Samples.Space("100-199").Settings;
        }

        public IReadOnlyList<PortHolder> ReadListeners(PortRange range) => [];

        public BoundPorts ReadBound() => BoundPorts.Unknown;

        public void ReadUdp(PortRange range, ISocketSink sink) => sink.Restart();

        public IProcessTable? Processes => null;

        public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => sink.Restart();

        public FailureReading? ReadFailures() => null;

        public IReadOnlyList<long?> ReadCounters() => [];

        public Surroundings ReadSurroundings() => Surroundings.Unknown;

        public void ReadSockets(PortRange range, ISocketSink sink) => sink.Restart();

        public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => sink.Restart();
    }

    /// <summary>Holds the first write up until the source has been polled some times more.</summary>
    private sealed class SlowOutput(CountingSource source) : MemoryStream
    {
        internal const int PollsDuringFirstWrite = 5;

        internal List<int> Polls { get; } = [];

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            using var line = JsonDocument.Parse(buffer.ToArray());
            Polls.Add(line.RootElement.GetProperty("poll").GetInt32());
            SpinWait.SpinUntil(() => source.Polls > PollsDuringFirstWrite);
        }
    }
}
