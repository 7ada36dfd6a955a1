using PortTop.Model;

namespace PortTop.Live;

/// <summary>A machine that is opened when it is first asked, so that opening it delays no frame.</summary>
/// <param name="open">Opens the machine.</param>
internal sealed class LateMachine(Func<IMachineSource> open) : IMachineSource, IDisposable
{
    private readonly Lazy<IMachineSource> _machine = new(open, LazyThreadSafetyMode.None);

    /// <inheritdoc/>
    public NamespaceList Discover() => _machine.Value.Discover();

    /// <inheritdoc/>
    public ISocketSource Open(NamespacePlace place) => _machine.Value.Open(place);

    /// <inheritdoc/>
    public void Close(ISocketSource source) => _machine.Value.Close(source);

    /// <inheritdoc/>
    public NamespaceTraffic? ReadTraffic(NamespacePlace place) => _machine.Value.ReadTraffic(place);

    /// <inheritdoc/>
    public ILogTable? Logs => _machine.Value.Logs;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_machine.IsValueCreated)
        {
            (_machine.Value as IDisposable)?.Dispose();
        }
    }
}
