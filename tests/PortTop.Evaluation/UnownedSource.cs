using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>A source that tells of no process.</summary>
internal sealed class UnownedSource(ISocketSource source) : ISocketSource
{
    public IProcessTable? Processes => null;

    public SourceDescription Describe() => source.Describe();

    public PortSettings ReadSettings() => source.ReadSettings();

    public IReadOnlyList<PortHolder> ReadListeners(PortRange range) => source.ReadListeners(range);

    public BoundPorts ReadBound() => source.ReadBound();

    public void ReadSockets(PortRange range, ISocketSink sink) => source.ReadSockets(range, sink);

    public void ReadUdp(PortRange range, ISocketSink sink) => source.ReadUdp(range, sink);

    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => source.ReadPool(pool, range, sink);

    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => source.ReadAlive(pool, range, sink);

    public FailureReading? ReadFailures() => source.ReadFailures();

    public IReadOnlyList<long?> ReadCounters() => source.ReadCounters();

    public Surroundings ReadSurroundings() => source.ReadSurroundings();
}
