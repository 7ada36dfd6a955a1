using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>A source that tells of one namespace, as a machine that has no other.</summary>
/// <param name="source">The source, closed with this.</param>
/// <param name="logs">The logs that are watched, closed with this; null for none.</param>
public sealed class SingleNamespace(ISocketSource source, ILogTable? logs = null) : IMachineSource, IDisposable
{
    /// <inheritdoc/>
    public NamespaceList Discover()
    {
        var description = source.Describe();
        return new NamespaceList([new NamespacePlace(description.NetworkNamespace, description.Namespace) { IsNamed = true }], Unseen: null);
    }

    /// <inheritdoc/>
    public ISocketSource Open(NamespacePlace place) => source;

    /// <summary>It is closed by who made it.</summary>
    public void Close(ISocketSource source)
    {
    }

    /// <inheritdoc/>
    public ILogTable? Logs => logs;

    /// <inheritdoc/>
    public void Dispose()
    {
        (source as IDisposable)?.Dispose();
        (logs as IDisposable)?.Dispose();
    }

    /// <inheritdoc/>
    public NamespaceTraffic? ReadTraffic(NamespacePlace place) => null;
}
