namespace PortTop.Model;

/// <summary>Where sockets come from: the kernel, a simulation, or a recording. Used by one thread at a time.</summary>
public interface ISocketSource
{
    /// <summary>Where the readings come from. It can change from poll to poll, when a collector is refused and another serves.</summary>
    SourceDescription Describe();

    /// <summary>Reads the range, the reserved ports and the listeners.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    PortSpace ReadPortSpace();

    /// <summary>Pushes every connected TCP socket whose source port lies in <paramref name="range"/>.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadSockets(PortRange range, ISocketSink sink);

    /// <summary>Pushes the sockets of one pool. Others may come along: the sink filters.</summary>
    /// <exception cref="SourceException">They cannot be read.</exception>
    void ReadPool(PoolKey pool, PortRange range, ISocketSink sink);
}
