using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sorts the sockets of a dump into pools and compares them with the poll before.</summary>
internal sealed class PoolTable : ISocketSink
{
    private readonly SocketTable _sockets = new();
    private readonly Dictionary<PoolKey, int> _indexes = [];
    private readonly List<int> _freePools = [];
    private readonly PortSet _usedByAnyone = new();
    private PoolAccumulator[] _pools = new PoolAccumulator[64];
    private PortSpace? _ports;
    private PortSpace? _portsBefore;
    private bool _isComparable;
    private uint _networkNamespace;
    private int _poolsEnd;
    private int _poll;
    private int _pass;

    /// <summary>How many usable ports at least one pool uses.</summary>
    internal int UsedByAnyone => _ports is null ? 0 : _usedByAnyone.CountIn(_ports.Range);

    /// <summary>How many sockets the pools hold.</summary>
    internal int Sockets => _sockets.Count;

    /// <summary>Begins poll number <paramref name="poll"/>. A poll that failed is begun again with the same number, and what it saw first still counts as new.</summary>
    internal void Begin(int poll, PortSpace ports, uint networkNamespace)
    {
        _poll = poll;
        _isComparable = _portsBefore?.IsSetAs(ports) == true;
        _ports = ports;
        _networkNamespace = networkNamespace;
        Restart();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _pass++;
        _usedByAnyone.Clear();
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (_ports is null || !_ports.IsUsable(row.SourcePort))
        {
            return;
        }

        ref var socket = ref _sockets.FindOrAdd(row.Identity, out var isNew);
        if (!isNew && socket.LastPass == _pass)
        {
            return;
        }

        // A socket that leaves TIME-WAIT or changes its pool is another connection under the same identity: connected anew
        // (connect(2), AF_UNSPEC), or told apart by its four-tuple alone.
        var isOther = !isNew && (!_pools[socket.Pool].Holds(row) || (socket.State == TcpState.TimeWait && row.State != TcpState.TimeWait));
        if (isNew || isOther)
        {
            socket.FirstPoll = _poll;
            socket.Pool = IndexOf(new PoolKey(
                _networkNamespace, Protocol.Tcp, PoolKind.Connect, row.Interface, row.Source, row.Destination, row.DestinationPort));
        }

        socket.LastPass = _pass;
        socket.State = row.State;
        ref var pool = ref _pools[socket.Pool];
        if (pool.Pass != _pass)
        {
            pool.Begin(_pass);
        }

        pool.States.Add(row.State);
        pool.Opened += socket.FirstPoll == _poll ? 1 : 0;
        if (_ports.Reuse.Frees(row))
        {
            pool.Reclaimable++;
            return;
        }

        pool.Used++;
        _usedByAnyone.Add(row.SourcePort);
    }

    /// <summary>Ends the poll: forgets the sockets and pools that are gone and returns the others, worst first.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="seconds">Seconds since the poll before, null at the first.</param>
    internal PoolSample[] Finish(DateTimeOffset now, double? seconds)
    {
        _sockets.Sweep(_pass);
        _portsBefore = _ports;

        // Where the range was set otherwise at the poll before, a difference is no change of use.
        var isFirst = seconds is null;
        seconds = _isComparable ? seconds : null;
        var samples = new List<PoolSample>(_indexes.Count);
        for (var i = 0; i < _poolsEnd; i++)
        {
            ref var pool = ref _pools[i];
            if (pool.Pass == _pass)
            {
                samples.Add(Sample(ref pool, now, seconds, isFirst));
            }
            else if (pool.Pass != 0)
            {
                Remove(i);
            }
        }

        samples.Sort(PoolSeverity.Compare);
        return [.. samples];
    }

    /// <summary>The poll failed. What the last good one saw is kept for the next; of what failed attempts saw only the newest, so that a source which keeps failing fills no memory.</summary>
    internal void Abandon()
    {
        _sockets.SweepAttempts(_poll, _pass);
        var isHeld = new bool[_poolsEnd];
        _sockets.MarkPools(isHeld);
        for (var i = 0; i < _poolsEnd; i++)
        {
            if (!isHeld[i] && _pools[i].Pass != 0)
            {
                Remove(i);
            }
        }
    }

    private void Remove(int index)
    {
        _indexes.Remove(_pools[index].Key);
        _pools[index] = default;
        _freePools.Add(index);
    }

    private PoolSample Sample(ref PoolAccumulator pool, DateTimeOffset now, double? seconds, bool isFirst)
    {
        var ledger = new PoolLedger(_ports!.Range.Size, _ports.Reserved, _ports.Held, pool.Used) { Reclaimable = pool.Reclaimable };
        double? net = seconds > 0 ? (pool.Used - pool.UsedBefore) / seconds : null;
        pool.Trend = net is { } change ? pool.Trend.Next(change, seconds!.Value, ledger.Free) : default;
        pool.LastFull = ledger.Free <= 0 ? now : pool.LastFull;
        pool.Status = PoolStatus.Next(pool.Status, ledger, pool.Trend.IsRising, now, pool.LastFull, isFirst);
        pool.UsedBefore = pool.Used;
        return new PoolSample
        {
            Key = pool.Key,
            Ledger = ledger,
            States = pool.States,
            Status = pool.Status.Value,
            Opened = seconds > 0 ? pool.Opened / seconds : null,
            Net = net,
        };
    }

    private int IndexOf(PoolKey key)
    {
        if (_indexes.TryGetValue(key, out var index))
        {
            return index;
        }

        if (_freePools.Count > 0)
        {
            index = _freePools[^1];
            _freePools.RemoveAt(_freePools.Count - 1);
        }
        else
        {
            if (_poolsEnd == _pools.Length)
            {
                Array.Resize(ref _pools, _pools.Length * 2);
            }

            index = _poolsEnd++;
        }

        _pools[index] = new PoolAccumulator { Key = key };
        _indexes.Add(key, index);
        return index;
    }
}
