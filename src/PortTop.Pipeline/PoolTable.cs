using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sorts the TCP sockets of a dump into pools and compares them with the poll before.</summary>
/// <param name="addresses">Takes every socket by its local address, for the bind pools.</param>
internal sealed class PoolTable(AddressTable addresses) : ISocketSink
{
    private readonly SocketTable _sockets = new();
    private readonly PoolList _pools = new();
    private readonly PortPass _marks = new();
    private readonly DeviceSharing _sharing = new();

    /// <summary>Sockets that this poll saw first, at odd offsets and of unknown origin.</summary>
    private readonly List<int> _candidates = [];

    /// <summary>Ports in use that connect() chose for certain.</summary>
    private readonly List<(int Pool, ushort Port)> _proven = [];
    private PortSpace? _ports;
    private PortSettings? _settingsBefore;
    private PollMoment _moment;
    private bool _isComparable;
    private uint _networkNamespace;
    private int _pass;

    /// <summary>How many usable ports at least one pool uses.</summary>
    internal int UsedByAnyone => _marks.Used;

    /// <summary>How many usable ports suspects hold.</summary>
    internal int Suspected => _marks.Suspect;

    /// <summary>How many sockets are remembered.</summary>
    internal int Sockets => _sockets.Count;

    /// <summary>Begins a poll. A poll that failed is begun again with the same number, and what it saw first still counts as new.</summary>
    internal void Begin(PollMoment moment, PortSpace ports, uint networkNamespace)
    {
        _moment = moment;
        _isComparable = _settingsBefore?.IsSameAs(ports.Settings) == true;
        _ports = ports;
        _networkNamespace = networkNamespace;
        Restart();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _pass++;
        _marks.Begin(_ports!);
        _candidates.Clear();
        _proven.Clear();
        addresses.Begin(_moment, _ports!, _networkNamespace);
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (!_ports!.IsEphemeral(row.SourcePort))
        {
            return;
        }

        var index = _sockets.FindOrAdd(row.Identity, out var isNew);
        ref var socket = ref _sockets.At(index);
        if (!isNew && socket.LastPass == _pass)
        {
            return;
        }

        Identify(ref socket, row, isNew);
        socket.LastPass = _pass;
        socket.State = row.State;
        if (!_ports.IsUsable(row.SourcePort))
        {
            // Its port counts for every pool alike, as the holder's: it is no port of any one of them.
            socket.Pool = TrackedSocket.NoPool;
            AddAddress(addresses.IndexOf(row), row, socket);
            return;
        }

        socket.Pool = socket.Pool != TrackedSocket.NoPool ? socket.Pool : FindPool(row, socket.Marks);
        Mark(index, ref socket, row);
        if (socket.Pool == TrackedSocket.NoPool)
        {
            AddAddress(addresses.IndexOf(row), row, socket);
            return;
        }

        ref var pool = ref _pools.At(socket.Pool);
        if (pool.Pass != _pass)
        {
            pool.Begin(_pass);
            pool.Address = addresses.IndexOf(row);
        }

        AddAddress(pool.Address, row, socket);
        pool.States.Add(row.State);
        pool.Opened += socket.FirstPoll == _moment.Poll ? 1 : 0;
        if (socket.Is(SocketMarks.Reclaimable))
        {
            pool.Reclaimable++;
            return;
        }

        pool.Use(_ports.IsEven(row.SourcePort));
        _marks.Use(row.SourcePort);
        if (socket.Is(SocketMarks.Proven))
        {
            _proven.Add((socket.Pool, row.SourcePort));
        }
    }

    /// <summary>Ends the poll: forgets the sockets and pools that are gone and adds the others to <paramref name="samples"/>.</summary>
    internal void Finish(List<PoolSample> samples)
    {
        _sockets.Sweep(_pass);
        _sharing.Apply(_pools, _sockets, _pass, _ports!);
        CountSuspects();
        if (JudgeCandidates())
        {
            CountSuspects();
        }

        CountProven();
        _settingsBefore = _ports!.Settings;
        for (var i = 0; i < _pools.End; i++)
        {
            ref var pool = ref _pools.At(i);
            if (pool.Pass == _pass)
            {
                samples.Add(Sample(ref pool));
            }
            else if (pool.Pass != 0)
            {
                _pools.Remove(i);
            }
        }
    }

    /// <summary>The poll failed. What the last good one saw is kept for the next; of what failed attempts saw only the newest, so that a source which keeps failing fills no memory.</summary>
    internal void Abandon()
    {
        _sockets.SweepAttempts(_moment.Poll, _pass);
        var isHeld = new bool[_pools.End];
        _sockets.MarkPools(isHeld);
        for (var i = 0; i < _pools.End; i++)
        {
            if (!isHeld[i] && _pools.At(i).Pass != 0)
            {
                _pools.Remove(i);
            }
        }
    }

    /// <summary>
    /// Tells a socket seen before from one seen first. A socket that leaves TIME-WAIT or changes its pool is another connection under the
    /// same identity: connected anew (connect(2), AF_UNSPEC), or told apart by its four-tuple alone.
    /// </summary>
    private void Identify(ref TrackedSocket socket, in SocketRow row, bool isNew)
    {
        var isOther = !isNew && (socket.Port != row.SourcePort
            || (socket.Pool != TrackedSocket.NoPool && !_pools.At(socket.Pool).Holds(row))
            || (socket.State == TcpState.TimeWait && row.State != TcpState.TimeWait));
        if (isNew || isOther)
        {
            socket.FirstPoll = _moment.Poll;
            socket.Pool = TrackedSocket.NoPool;
            socket.Port = row.SourcePort;
            socket.Marks = _ports!.IsUsable(row.SourcePort) ? SocketMarks.None : SocketMarks.WasHeld;
        }
    }

    private void AddAddress(int index, in SocketRow row, in TrackedSocket socket)
        => addresses.Add(index, row, isBound: socket.Is(SocketMarks.Proven | SocketMarks.Suspect | SocketMarks.WasHeld));

    /// <summary>
    /// The pool of a socket. One whose port was held when it was first seen makes no pool of its own: behind a listener that closed there
    /// may be a client, and so a pool, for each of thousands.
    /// </summary>
    private int FindPool(in SocketRow row, SocketMarks marks)
    {
        var key = new PoolKey(_networkNamespace, Protocol.Tcp, PoolKind.Connect, row.Interface, row.Source, row.Destination, row.DestinationPort);
        return marks.HasFlag(SocketMarks.WasHeld) ? _pools.Find(key) : _pools.FindOrAdd(key);
    }

    private void Mark(int index, ref TrackedSocket socket, in SocketRow row)
    {
        socket.Marks &= ~SocketMarks.Reclaimable;
        socket.Marks |= row.IsProvenAutobind ? SocketMarks.Proven : SocketMarks.None;
        socket.Marks |= _ports!.Reuse.Frees(row) ? SocketMarks.Reclaimable : SocketMarks.None;
        if (socket.Is(SocketMarks.Proven))
        {
            return;
        }

        _marks.Doubt(socket.Port);
        if (socket.Is(SocketMarks.Suspect | SocketMarks.WasHeld))
        {
            _marks.Suspicion(socket.Port);
        }
        else if (socket.FirstPoll == _moment.Poll && !_ports.IsEven(socket.Port))
        {
            _candidates.Add(index);
        }

        if (socket.Is(SocketMarks.Suspect))
        {
            addresses.Evidence(row.Source, row.Interface);
        }
    }

    /// <summary>Judges the sockets that this poll saw first. True when there are suspects among them.</summary>
    private bool JudgeCandidates()
    {
        // Where the range moved, offsets before and now say nothing about each other.
        if (!_isComparable && !_moment.IsFirst)
        {
            return false;
        }

        var before = _marks.Suspect;
        foreach (var index in _candidates)
        {
            ref var socket = ref _sockets.At(index);
            ref var pool = ref _pools.At(socket.Pool);
            if (SuspectRule.AreSuspects(pool, _ports!, _marks, _moment.IsFirst))
            {
                socket.Marks |= SocketMarks.Suspect;
                _marks.Suspicion(socket.Port);
                addresses.Evidence(pool.Key.Source, pool.Key.Interface);
            }
        }

        return _marks.Suspect > before;
    }

    /// <summary>Counts for each pool the ports that it uses itself among those that suspects hold.</summary>
    private void CountSuspects()
    {
        if (_marks.Suspect == 0)
        {
            return;
        }

        for (var i = 0; i < _pools.End; i++)
        {
            _pools.At(i).UsedSuspect = 0;
            _pools.At(i).UsedSuspectEven = 0;
        }

        foreach (ref readonly var socket in _sockets.Entries)
        {
            if (socket.LastPass == _pass && socket.Pool != TrackedSocket.NoPool && !socket.Is(SocketMarks.Reclaimable))
            {
                CountSuspect(socket.Pool, socket.Port);
            }
        }

        foreach (var (pool, port) in _sharing.Added)
        {
            CountSuspect(pool, port);
        }
    }

    private void CountSuspect(int pool, ushort port)
    {
        if (_marks.IsSuspect(port))
        {
            _pools.At(pool).UsedSuspect++;
            _pools.At(pool).UsedSuspectEven += _ports!.IsEven(port) ? 1 : 0;
        }
    }

    private void CountProven()
    {
        _proven.AddRange(_sharing.Added);
        foreach (var (pool, port) in _proven)
        {
            _pools.At(pool).UsedProven += _marks.IsDoubtful(port) ? 0 : 1;
        }
    }

    private PoolSample Sample(ref PoolAccumulator pool)
    {
        var ports = _ports!;
        var freeEven = SuspectRule.FreeEven(pool, ports, _marks);
        pool.FreeEvenBefore = freeEven;

        // A port that is closed and given out again while the kernel walks its table may be seen twice.
        var used = Math.Min(pool.Used, ports.Usable);
        var suspected = Math.Clamp(_marks.Suspect - pool.UsedSuspect, 0, ports.Usable - used);
        var lower = ports.Usable - _marks.Doubtful - pool.UsedProven - (ports.MayMissOne ? 1 : 0);
        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst, used)
        {
            Suspected = suspected,
            Reclaimable = pool.Reclaimable,
            MayMissOne = ports.MayMissOne,
            FreeLower = ports.Bound.IsComplete ? Math.Max(0, lower) : null,
        };
        var isSlow = freeEven <= 0 && ports.UsableEven >= PoolSample.SlowSearch;
        return pool.History.Next(pool.Key, ledger, pool.States, pool.Opened, _moment, _isComparable, isSlow);
    }
}
