namespace PortTop.Model;

/// <summary>Where sockets come from: the kernel, a simulation, or a recording. Used by one thread at a time.</summary>
public interface ISocketSource
{
    /// <summary>Where the readings come from. It can change from poll to poll, when a collector is refused and another serves.</summary>
    SourceDescription Describe();

    /// <summary>Reads the range, the reserved ports and when TIME-WAIT ports are given out again.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    PortSettings ReadSettings();

    /// <summary>Reads the listening TCP sockets with a port in <paramref name="range"/>.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    IReadOnlyList<PortHolder> ReadListeners(PortRange range);

    /// <summary>
    /// Reads the other TCP sockets that hold ports against every target. It may cost as much as <see cref="ReadSockets"/>.
    /// </summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    BoundPorts ReadBound();

    /// <summary>Pushes every connected TCP socket whose source port lies in <paramref name="range"/>.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadSockets(PortRange range, ISocketSink sink);

    /// <summary>
    /// Pushes every UDP socket whose port lies in <paramref name="range"/>; none where they cannot be seen, which the description then
    /// says.
    /// </summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadUdp(PortRange range, ISocketSink sink);

    /// <summary>Pushes the sockets of one pool. Others may come along: the sink filters.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadPool(PoolKey pool, PortRange range, ISocketSink sink);

    /// <summary>
    /// Pushes the sockets of a pool towards one destination but those in TIME-WAIT: few where connections are short. Others may come along:
    /// the sink filters.
    /// </summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink);

    /// <summary>
    /// Pushes at least the connected TCP sockets with a source port in <paramref name="range"/> that are not in TIME-WAIT. Others may come
    /// along: the sink filters.
    /// </summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadAlive(PortRange range, ISocketSink sink) => ReadSockets(range, sink);

    /// <summary>
    /// What the tracepoints saw since the last time; null where failures are not watched, which the description then says.
    /// </summary>
    FailureReading? ReadFailures();

    /// <summary>The values of <see cref="KernelCounter.All"/>, in that order, null for each that this kernel does not have.</summary>
    IReadOnlyList<long?> ReadCounters();

    /// <summary>The processes that may hold the sockets; null where there are none to ask: a recording.</summary>
    IProcessTable? Processes { get; }

    /// <summary>Where source NAT is read; null where there is nothing to ask: a recording.</summary>
    INatSource? Nat => null;

    /// <summary>Asks for ports; null where there is no kernel to ask: a recording.</summary>
    IPortProbe? Probe => null;

    /// <summary>Asks for single ports whether bind() holds them.</summary>
    IPortAsker Asker => Recorded;

    private static readonly SilentAsker Recorded = new("a recording cannot be asked");

    /// <summary>Reads what changes rarely and is told beside the pools: local addresses, sysctls and what would set them at boot.</summary>
    Surroundings ReadSurroundings();
}
