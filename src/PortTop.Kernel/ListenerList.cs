using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>Keeps the listeners of a dump, each address and port once.</summary>
internal sealed class ListenerList : ISocketSink
{
    private readonly HashSet<Listener> _seen = [];

    public void Restart() => _seen.Clear();

    public void Add(in SocketRow row) => _seen.Add(new Listener(row.Source, row.SourcePort));

    internal Listener[] ToArray() => [.. _seen.OrderBy(static listener => listener.Port).ThenBy(static listener => listener.Address)];
}
