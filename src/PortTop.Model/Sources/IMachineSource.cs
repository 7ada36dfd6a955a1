namespace PortTop.Model;

/// <summary>A machine as a source: its network namespaces, each of which is read by itself. Used by one thread at a time.</summary>
public interface IMachineSource
{
    /// <summary>Finds the network namespaces that there are now. It may cost as much as reading a line of every process.</summary>
    /// <exception cref="SourceException">The one that is asked for is not there.</exception>
    NamespaceList Discover();

    /// <summary>Opens one of those that were found. Nothing that is kept open keeps it alive; once it is gone its readings fail.</summary>
    ISocketSource Open(NamespacePlace place);

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    void Close(ISocketSource source);

    /// <summary>
    /// Counts the sockets of one of those that were found; null where that cannot be read or it is gone. It costs next to nothing.
    /// </summary>
    NamespaceTraffic? ReadTraffic(NamespacePlace place);

    /// <summary>The logs that are watched; null where nobody asked for any.</summary>
    ILogTable? Logs => null;
}
