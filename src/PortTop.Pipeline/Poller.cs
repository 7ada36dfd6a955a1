using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes one snapshot a call out of a source. Knows nothing of when.</summary>
/// <param name="source">Where sockets come from.</param>
internal sealed class Poller(ISocketSource source)
{
    private readonly PoolTable _pools = new();
    private readonly DetailSink _detail = new();
    private PortSpace? _ports;
    private int _polls;

    /// <summary>How many sockets the last poll saw.</summary>
    internal int Sockets => _pools.Sockets;

    /// <summary>Polls once.</summary>
    /// <param name="time">The time of the poll.</param>
    /// <param name="seconds">Seconds since the last poll that succeeded, null at the first.</param>
    /// <param name="interest">What the person looks at.</param>
    /// <exception cref="SourceException">The source could not be read.</exception>
    internal Snapshot Poll(DateTimeOffset time, double? seconds, Interest interest)
    {
        var poll = _polls + 1;
        var ports = source.ReadPortSpace();
        _pools.Begin(poll, ports, source.Describe().NetworkNamespace);
        ReadSockets(ports);
        var detail = interest.Detail is { } key ? _detail.Read(source, key, ports) : null;
        var samples = _pools.Finish(time, seconds);
        _polls = poll;
        _ports = ports;
        var states = default(StateCounts);
        foreach (var sample in samples)
        {
            states.Add(sample.States);
        }

        return new Snapshot
        {
            Poll = poll,
            Time = time,
            Source = source.Describe(),
            Interval = interest.Interval,
            WantedInterval = interest.Interval,
            Cost = default,
            Ports = ports,
            UsedByAnyone = _pools.UsedByAnyone,
            States = states,
            Pools = samples,
            Detail = detail,
        };
    }

    private void ReadSockets(PortSpace ports)
    {
        var isRead = false;
        try
        {
            source.ReadSockets(ports.Range, _pools);
            isRead = true;
        }
        finally
        {
            if (!isRead)
            {
                _pools.Abandon();
            }
        }
    }

    /// <summary>Reads the sockets of one pool between polls, null before the first poll.</summary>
    internal PoolDetail? ReadDetail(PoolKey key) => _ports is null ? null : _detail.Read(source, key, _ports);
}
