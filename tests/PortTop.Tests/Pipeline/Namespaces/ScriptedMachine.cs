using System.Reactive.Concurrency;
using PortTop.Model;

namespace PortTop.Tests.Pipeline.Namespaces;

/// <summary>A machine whose namespaces a test sets.</summary>
internal sealed class ScriptedMachine(HistoricalScheduler scheduler) : IMachineSource
{
    internal List<ScriptedSource> Sources { get; } = [];

    internal Dictionary<uint, NamespaceTraffic> Traffic { get; } = [];

    internal List<ISocketSource> Opened { get; } = [];

    internal List<ISocketSource> Closed { get; } = [];

    internal Unseen? Unseen { get; set; }

    /// <summary>Adds a namespace whose reading takes so long.</summary>
    internal ScriptedSource Add(string name, double milliseconds = 1)
    {
        var source = new ScriptedSource(scheduler) { Place = new NamespacePlace((uint)Sources.Count + 1, name) { IsNamed = true }, Duration = TimeSpan.FromMilliseconds(milliseconds) };
        Sources.Add(source);
        return source;
    }

    public NamespaceList Discover()
        => Sources.Count > 0 ? new NamespaceList([.. Sources.Select(static source => source.Place)], Unseen) : throw new SourceException("there is none");

    public ISocketSource Open(NamespacePlace place)
    {
        var source = Sources.First(source => source.Place.Inode == place.Inode);
        Opened.Add(source);
        return source;
    }

    public void Close(ISocketSource source) => Closed.Add(source);

    public NamespaceTraffic? ReadTraffic(NamespacePlace place) => Traffic.TryGetValue(place.Inode, out var traffic) ? traffic : null;
}
