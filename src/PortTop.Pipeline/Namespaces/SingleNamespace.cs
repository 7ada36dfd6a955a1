using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>A source that tells of one namespace, as a machine that has no other.</summary>
/// <param name="source">The source.</param>
public sealed class SingleNamespace(ISocketSource source) : IMachineSource, IDisposable
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
    public void Dispose() => (source as IDisposable)?.Dispose();

    /// <inheritdoc/>
    public NamespaceTraffic? ReadTraffic(NamespacePlace place) => null;
}
