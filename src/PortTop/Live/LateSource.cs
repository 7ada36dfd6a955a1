using PortTop.Model;

namespace PortTop.Live;

/// <summary>A source that is opened when it is first asked, so that opening it delays no frame.</summary>
/// <param name="open">Opens the source.</param>
internal sealed class LateSource(Func<ISocketSource> open) : ISocketSource
{
    private readonly Lazy<ISocketSource> _source = new(open, LazyThreadSafetyMode.None);

    /// <inheritdoc/>
    public SourceDescription Describe() => _source.Value.Describe();

    /// <inheritdoc/>
    public PortSettings ReadSettings() => _source.Value.ReadSettings();

    /// <inheritdoc/>
    public IReadOnlyList<PortHolder> ReadListeners(PortRange range) => _source.Value.ReadListeners(range);

    /// <inheritdoc/>
    public BoundPorts ReadBound() => _source.Value.ReadBound();

    /// <inheritdoc/>
    public void ReadSockets(PortRange range, ISocketSink sink) => _source.Value.ReadSockets(range, sink);

    /// <inheritdoc/>
    public void ReadUdp(PortRange range, ISocketSink sink) => _source.Value.ReadUdp(range, sink);

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => _source.Value.ReadPool(pool, range, sink);

    /// <inheritdoc/>
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => _source.Value.ReadAlive(pool, range, sink);

    /// <inheritdoc/>
    public FailureReading? ReadFailures() => _source.Value.ReadFailures();

    /// <inheritdoc/>
    public IReadOnlyList<long?> ReadCounters() => _source.Value.ReadCounters();

    /// <inheritdoc/>
    public IProcessTable? Processes => _source.Value.Processes;

    /// <inheritdoc/>
    public Surroundings ReadSurroundings() => _source.Value.ReadSurroundings();
}
