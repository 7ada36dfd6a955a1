using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes one snapshot a call out of a source. Knows nothing of when.</summary>
internal sealed class Poller
{
    private static readonly TimeSpan LongestHolders = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestSurroundings = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestSurroundings = TimeSpan.FromMinutes(5);

    /// <summary>Of so many pools at once is looked for who opens their connections.</summary>
    private const int MostLookedAt = 256;

    /// <summary>Of more sockets that are alive, those of one pool at a time are read.</summary>
    private const int Crowded = 4000;

    /// <summary>So long a poll looks for owners itself.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(2);

    private readonly ISocketSource _source;
    private readonly OwnerDesk _desk;
    private readonly OwnerReport _owners;
    private readonly AddressTable _addresses;
    private readonly PoolTable _pools;
    private readonly SocketsByAddress _udp;
    private readonly PortWindows _windows;
    private readonly PortLookups _lookups;
    private readonly DetailSink _detail = new();
    private readonly TargetSink _target = new();
    private readonly SlowReading<BoundPorts> _bound;
    private readonly SlowReading<Surroundings> _surroundings;
    private readonly ShortLivedSocketScan? _look;
    private readonly FlowBook _flows = new();
    private readonly OnsetBook _onsets = new();
    private readonly CounterRates _counters = new();
    private readonly UnseenOpens _unseen = new();
    private readonly EventLog _events = new();
    private readonly ChosenPortEvents _chosenPorts = new();
    private readonly NatDesk _nat;
    private readonly Preferences _preferences;
    private PortSpace? _ports;
    private int _polls;
    private readonly List<PoolKey> _lookedAt = [];

    /// <summary>Polls a source.</summary>
    /// <param name="source">Where sockets come from.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    /// <param name="numbers">Numbers owners, where other namespaces have owners too; null for a row of its own.</param>
    /// <param name="preferences">What a person holds to be near trouble.</param>
    /// <param name="asking">What questions about single ports may cost; null for an allowance of its own.</param>
    internal Poller(ISocketSource source, Func<TimeSpan> elapsed, OwnerNumbers? numbers = null, Preferences? preferences = null,
        AskingAllowance? asking = null)
    {
        _preferences = preferences ?? Preferences.Default;
        _source = source;
        _desk = new OwnerDesk(source.Processes, elapsed, numbers);
        _owners = new OwnerReport(_desk, source.Processes, _preferences.DescriptorsNear);
        _look = source.Processes is null ? null : new ShortLivedSocketScan(source, _desk, elapsed);
        _addresses = new AddressTable(Protocol.Tcp, _desk, _flows);
        _pools = new PoolTable(_addresses, _desk, _flows, new AskedPorts(source.Asker, asking ?? new AskingAllowance()), source.Processes);
        _udp = new SocketsByAddress(Protocol.Udp, _desk, _flows);
        _windows = new PortWindows(source, _desk, _flows);
        _lookups = new PortLookups(source, _desk);
        _nat = new NatDesk(source.Nat, elapsed);
        _bound = new SlowReading<BoundPorts>(elapsed, TimeSpan.Zero, LongestHolders);
        _surroundings = new SlowReading<Surroundings>(elapsed, ShortestSurroundings, LongestSurroundings);
    }

    /// <summary>How many sockets the last poll saw.</summary>
    internal int Sockets => _pools.Sockets;

    /// <summary>Owners were found that no snapshot has yet.</summary>
    internal bool HasOwnerNews => _desk.Hunt.HasNews;

    /// <summary>Every process was looked into once: what is left to find is little.</summary>
    internal bool HasSeenAll => _desk.Hunt.HasSeenAll;

    /// <summary>Polls once.</summary>
    /// <param name="time">The time of the poll.</param>
    /// <param name="seconds">Seconds since the last poll that succeeded, null at the first.</param>
    /// <param name="interest">What the person looks at.</param>
    /// <exception cref="SourceException">The source could not be read.</exception>
    internal Snapshot Poll(DateTimeOffset time, double? seconds, Interest interest)
    {
        var settings = _source.ReadSettings();
        var moment = new PollMoment(_polls + 1, time, seconds, _ports?.Settings.IsSameAs(settings) == true) { AtRisk = _preferences.AtRisk };
        var surroundings = _surroundings.Get(_source.ReadSurroundings);
        var bound = _bound.Get(_source.ReadBound) with { IsFresh = _bound.Age == TimeSpan.Zero };
        var ports = new PortSpace(settings, _source.ReadListeners(PortRange.All), bound);
        var networkNamespace = _source.Describe().NetworkNamespace;
        _flows.Begin(moment, interest.Interval);
        _onsets.Begin(moment);
        _desk.Begin(ports, moment);
        _pools.Begin(moment, ports, networkNamespace, interest.Ports);
        _udp.Begin(moment, ports, networkNamespace, interest.Ports);
        _lookups.Read(interest.Ports, ports, moment);
        _windows.Read(moment, ports, networkNamespace, interest.Ports);
        ReadSockets(ports);
        var reading = _source.ReadFailures();
        _desk.Take(reading, moment, _pools.KeyOf, _pools.IsNearlyFull, HadPorts);
        var detail = interest.Detail is { } key ? ReadDetail(key, ports) : null;
        _pools.Sweep();
        _udp.Sweep();
        _windows.Sweep();
        _desk.Settle();
        var samples = new List<PoolSample>();
        _pools.Finish(samples);
        var bindPools = new List<PoolSample>();
        _addresses.Include(surroundings.Addresses);
        _addresses.Finish(samples, bindPools);
        _udp.Finish(samples);
        _windows.Finish(samples);
        _flows.Settle();
        SyscallBlame.Apply(reading?.Syscalls, _desk, samples, time, Name);
        var counters = _counters.Next(_source.ReadCounters(), moment.Seconds);
        _unseen.Apply(samples, counters, moment.IsComparable ? moment.Seconds : null);
        var nat = _nat.Poll(moment, interest, counters, networkNamespace, samples);
        samples.Sort(PoolSeverity.Compare);
        _onsets.Apply(samples, WatchOf, time, _events.Events);
        _polls = moment.Poll;
        _ports = ports;
        var snapshot = new Snapshot
        {
            Poll = moment.Poll,
            Time = time,
            Source = _source.Describe().With(nat?.Unseen).With(WhyUnknown()),
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
            Asking = _pools.Answers,
            States = _pools.States,
            Pools = samples,
            BindPools = bindPools,
            Failures = _desk.Failures.Totals,
            Owners = _owners.Make(moment.Poll, ports, _pools.SuspectsByOwner(), _pools.HeldByOwner()),
            Counters = counters,
            Nat = nat,
            Detail = detail,
            Lookups = _lookups.Name(),
            OutsideOfTarget = interest.Target is { } target ? _target.Count(_source, target, ports, networkNamespace) : null,
        };
        _events.Tell(_chosenPorts.Take(reading?.Syscalls, moment, surroundings.Addresses));
        var added = _events.Take(snapshot, moment.IsFirst, _desk.Book.IsRunning);
        _desk.Forget(time, TellHolding);
        return snapshot with { Events = _events.Events, NewEvents = added, Detail = Foretell(detail) };
    }

    /// <summary>A poll failed: the time line says so.</summary>
    internal void Fail(DateTimeOffset time, string reason) => _events.Fail(time, reason);

    /// <summary>Looks for the owners of sockets for so long; false when there is nothing more to do until the next poll.</summary>
    internal bool Hunt(TimeSpan allowance, bool isSweeping) => _desk.Hunt.Work(allowance, isSweeping);

    /// <summary>
    /// Looks once for who opens the connections of pools whose sockets come and go unseen; null when there is no such pool, otherwise
    /// whether somebody was found. Where somebody is known already one look a poll does, for there may be others.
    /// </summary>
    /// <param name="snapshot">The last poll.</param>
    /// <param name="look">Which look of the poll it is, from 0.</param>
    internal bool? Look(Snapshot snapshot, int look)
    {
        if (_look is null)
        {
            return null;
        }

        _lookedAt.Clear();
        var alive = 0;
        foreach (var pool in snapshot.Pools)
        {
            alive += pool.Key.IsTcpConnect ? pool.States.Total - pool.States.Of(TcpState.TimeWait) : 0;
            if (pool.Key.IsTcpConnect && pool.Opened > 0 && pool.Unattributed * 2 > pool.States.Total && _lookedAt.Count < MostLookedAt
                && (pool.Holder is null || (look == 0 && !_desk.IsSampled)))
            {
                _lookedAt.Add(pool.Key);
            }
        }

        if (_lookedAt.Count == 0)
        {
            return null;
        }

        if (look == 0)
        {
            _look.Prepare(_lookedAt[0].NetworkNamespace);
        }

        return _look.Look(_lookedAt, snapshot.Ports.Range, alive > Crowded, snapshot.Time);
    }

    /// <summary>The snapshot of the last poll with the owners that were found since.</summary>
    internal Snapshot Name(Snapshot snapshot)
    {
        _desk.Hunt.Apply();
        _desk.Renew();
        _pools.Recount();
        _udp.Recount();
        _windows.Recount();
        var pools = snapshot.Pools.Select(Name).ToArray();
        _onsets.Apply(pools, WatchOf, snapshot.Time, _events.Events);
        return snapshot with
        {
            Pools = pools,
            BindPools = [.. snapshot.BindPools.Select(Name)],
            Owners = _owners.Make(snapshot.Poll, snapshot.Ports, _pools.SuspectsByOwner(), _pools.HeldByOwner()),
            Detail = snapshot.Detail is { } detail ? NameSockets(detail) : null,
            Lookups = _lookups.Name(),
        };
    }

    /// <summary>Takes the kernel's answer to a question about a pool.</summary>
    internal void Heed(PoolKey key, ProbeAnswer answer)
    {
        if (key.IsTcpConnect && answer.Outcome != ProbeOutcome.Unanswered)
        {
            _pools.Prove(key, answer.Outcome == ProbeOutcome.Given);
        }
    }

    /// <summary>Reads the sockets of one pool between polls, null before the first poll.</summary>
    internal PoolDetail? ReadDetail(PoolKey key) => _ports is null ? null : Foretell(ReadDetail(key, _ports));

    /// <summary>Where ports are in doubt and the kernel is not asked, that is not seen.</summary>
    private IReadOnlyList<Unseen>? WhyUnknown() => _pools.Answers is { Unknown: > 0, Reason: { } reason }
        ? [new Unseen(Unseen.BoundFirst, "which connections bind() gave their ports is not asked for, so \"free\" has bounds: " + reason)]
        : null;

    /// <summary>Adds what is known of the next minute.</summary>
    private PoolDetail? Foretell(PoolDetail? detail)
        => detail is not null && WatchOf(detail.Key) is { } watch ? detail with { Outlook = watch.Look(_flows) } : detail;

    private PoolDetail ReadDetail(PoolKey key, PortSpace ports) => NameSockets(_detail.Read(
        _source, key, key.Kind == PoolKind.Window ? _windows.SpaceOf(key, ports, _pools.OwnRangeOf(key)) : ports, _pools.Marks,
        PortWindows.CountedBy(key, ports)));

    private PoolDetail NameSockets(PoolDetail detail) => detail with
    {
        Owners = [.. detail.Sockets.Select(socket => OwnerOf(detail.Key, socket))],
    };

    private Owner? OwnerOf(PoolKey key, SocketRow socket)
    {
        var number = key is { Kind: PoolKind.Window, Window: not (WindowKind.Served or WindowKind.OwnRange) }
            ? _windows.OwnerOf(key, socket.Identity)
            : key.Protocol == Protocol.Udp ? _udp.OwnerOf(socket.Identity) : _pools.OwnerOf(socket.Identity);
        number = number == OwnerBook.Nobody ? _desk.Holders.OwnerOf(new PortHolder(HolderKind.Chosen, socket.Source, socket.SourcePort) { Inode = socket.Inode }) : number;
        return number == OwnerBook.Nobody ? null : _desk.Book.At(number);
    }

    /// <summary>A pool that came since the poll before had all of its ports then.</summary>
    private bool HadPorts(PoolKey key) => WatchOf(key) is { } watch && (watch.Free > 0 || watch.Born is not null);

    private PoolWatch? WatchOf(PoolKey key) => key switch
    {
        { IsNat: true } or { Window: WindowKind.Served or WindowKind.OwnRange } => null,
        { Kind: PoolKind.Window } => _windows.WatchOf(key),
        { Protocol: Protocol.Udp } => _udp.WatchOf(key),
        { IsTcpConnect: true } => _pools.WatchOf(key),
        _ => _addresses.WatchOf(key),
    };

    private PoolSample Name(PoolSample sample) => sample.Key switch
    {
        { IsNat: true } => sample,
        { Window: WindowKind.Served } => _pools.NameServed(sample),
        { Window: WindowKind.OwnRange } => _pools.NameOwn(sample),
        { Kind: PoolKind.Window } => _windows.Name(sample),
        { Protocol: Protocol.Udp } => _udp.Name(sample),
        { IsTcpConnect: true } => _pools.Owners.Name(sample),
        _ => _addresses.Owners.Name(sample),
    };

    private void TellHolding(HashSet<int> holding)
    {
        _pools.Owners.Tell(holding);
        _udp.Tell(holding);
        _windows.Tell(holding);
        _lookups.Tell(holding);
    }

    private void ReadSockets(PortSpace ports)
    {
        var isRead = false;
        try
        {
            _source.ReadUdp(ports.Range, _udp);
            _source.ReadSockets(ports.Range, _pools);
            if (_desk.Hunt.HasSeenAll)
            {
                // Short connections are gone in a moment.
                _ = _desk.Hunt.Work(AtOnce, isSweeping: false);
                _desk.Hunt.Apply();
            }

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
}
