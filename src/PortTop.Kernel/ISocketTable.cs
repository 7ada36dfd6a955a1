using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>A way in which the kernel shows its TCP sockets.</summary>
public interface ISocketTable
{
    /// <summary>The way, in a word.</summary>
    string Name { get; }

    /// <summary>Pushes the listeners with a port in <paramref name="range"/>.</summary>
    void ReadListeners(PortRange range, ISocketSink sink);

    /// <summary>Pushes those of the listeners that asked for their port by number; false where that is not told.</summary>
    bool ReadChosenListeners(ISocketSink sink) => false;

    /// <summary>Pushes the connected sockets with a source port in <paramref name="range"/>.</summary>
    void ReadConnected(PortRange range, ISocketSink sink);

    /// <summary>Reads the sockets beside listeners that hold their ports against every target.</summary>
    BoundPorts ReadBound();

    /// <summary>Pushes at least the sockets of <paramref name="pool"/>, which has a destination, that are not in TIME-WAIT.</summary>
    void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink);

    /// <summary>Pushes at least the connected sockets with a source port in <paramref name="range"/> that are not in TIME-WAIT.</summary>
    void ReadAlive(PortRange range, ISocketSink sink) => ReadConnected(range, sink);

    /// <summary>Pushes at least the sockets of <paramref name="pool"/>.</summary>
    void ReadPool(PoolKey pool, PortRange range, ISocketSink sink);
}
