using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes one snapshot a call out of a source. Knows nothing of when.</summary>
internal sealed class Poller
{
    private static readonly TimeSpan LongestHolders = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestSurroundings = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestSurroundings = TimeSpan.FromMinutes(5);

    private readonly ISocketSource _source;
    private readonly AddressTable _addresses = new(Protocol.Tcp);
    private readonly PoolTable _pools;
    private readonly UdpTable _udp = new();
    private readonly DetailSink _detail = new();
    private readonly SlowReading<BoundPorts> _bound;
    private readonly SlowReading<Surroundings> _surroundings;
    private PortSpace? _ports;
    private int _polls;

    /// <summary>Polls a source.</summary>
    /// <param name="source">Where sockets come from.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    internal Poller(ISocketSource source, Func<TimeSpan> elapsed)
    {
        _source = source;
        _pools = new PoolTable(_addresses);
        _bound = new SlowReading<BoundPorts>(elapsed, TimeSpan.Zero, LongestHolders);
        _surroundings = new SlowReading<Surroundings>(elapsed, ShortestSurroundings, LongestSurroundings);
    }

    /// <summary>How many sockets the last poll saw.</summary>
    internal int Sockets => _pools.Sockets;

    /// <summary>Polls once.</summary>
    /// <param name="time">The time of the poll.</param>
    /// <param name="seconds">Seconds since the last poll that succeeded, null at the first.</param>
    /// <param name="interest">What the person looks at.</param>
    /// <exception cref="SourceException">The source could not be read.</exception>
    internal Snapshot Poll(DateTimeOffset time, double? seconds, Interest interest)
    {
        var settings = _source.ReadSettings();
        var moment = new PollMoment(_polls + 1, time, seconds, _ports?.Settings.IsSameAs(settings) == true);
        var surroundings = _surroundings.Get(_source.ReadSurroundings);
        var bound = _bound.Get(_source.ReadBound) with { IsFresh = _bound.Age == TimeSpan.Zero };
        var ports = new PortSpace(settings, _source.ReadListeners(settings.Range), bound);
        var networkNamespace = _source.Describe().NetworkNamespace;
        _pools.Begin(moment, ports, networkNamespace);
        _udp.Begin(moment, ports, networkNamespace);
        ReadSockets(ports);
        var detail = interest.Detail is { } key ? _detail.Read(_source, key, ports) : null;
        var samples = new List<PoolSample>();
        _pools.Finish(samples);
        var bindPools = new List<PoolSample>();
        _addresses.Include(surroundings.Addresses);
        _addresses.Finish(samples, bindPools);
        _udp.Finish(samples);
        samples.Sort(PoolSeverity.Compare);
        _polls = moment.Poll;
        _ports = ports;
        return new Snapshot
        {
            Poll = moment.Poll,
            Time = time,
            Source = _source.Describe(),
            Interval = interest.Interval,
            WantedInterval = interest.Interval,
            Cost = default,
            Ports = ports,
            HoldersAge = _bound.Age,
            Outside = OutsidePorts.Count(ports),
            Surroundings = surroundings,
            UsedByAnyone = _pools.UsedByAnyone,
            Suspected = _pools.Suspected,
            Doubtful = _pools.Doubtful,
            States = _pools.States,
            Pools = samples,
            BindPools = bindPools,
            Detail = detail,
        };
    }

    private void ReadSockets(PortSpace ports)
    {
        var isRead = false;
        try
        {
            _source.ReadSockets(ports.Range, _pools);
            _source.ReadUdp(ports.Range, _udp);
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
    internal PoolDetail? ReadDetail(PoolKey key) => _ports is null ? null : _detail.Read(_source, key, _ports);
}
