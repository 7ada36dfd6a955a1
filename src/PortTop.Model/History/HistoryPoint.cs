namespace PortTop.Model;

/// <summary>One pool at one poll, in 30 bytes: half a million of them are remembered on a machine with many pools.</summary>
internal readonly struct HistoryPoint
{
    private readonly ushort _used;
    private readonly ushort _listeners;
    private readonly ushort _boundFirst;
    private readonly ushort _suspected;
    private readonly ushort _reclaimable;
    private readonly ushort _freeLower;
    private readonly ushort _timeWait;
    private readonly ushort _established;
    private readonly ushort _closeWait;
    private readonly ushort _synSent;
    private readonly ushort _other;
    private readonly Half _asks;
    private readonly Half _net;
    private readonly byte _condition;
    private readonly byte _flags;

    /// <summary>In per cent, where it settles.</summary>
    private readonly byte _settles;

    private const byte HasFreeLower = 1;
    private const byte MayMissOne = 2;
    private const byte HasNet = 4;
    private const byte IsSlow = 8;
    private const byte IsAtLeast = 16;

    /// <summary>What is kept of a pool.</summary>
    internal HistoryPoint(PoolSample pool)
    {
        var ledger = pool.Ledger;
        _used = Short(ledger.Used);
        _listeners = Short(ledger.Listeners);
        _boundFirst = Short(ledger.BoundFirst);
        _suspected = Short(ledger.Suspected);
        _reclaimable = Short(ledger.Reclaimable);
        _freeLower = Short(ledger.FreeLower ?? 0);
        _timeWait = Short(pool.States.Of(TcpState.TimeWait));
        _established = Short(pool.States.Of(TcpState.Established));
        _closeWait = Short(pool.States.Of(TcpState.CloseWait));
        _synSent = Short(pool.States.Of(TcpState.SynSent));
        _other = Short(pool.States.Total - _timeWait - _established - _closeWait - _synSent);
        _asks = (Half)(pool.Asks ?? 0);
        _net = (Half)(pool.Net ?? 0);
        _settles = (byte)(100 * (pool.Status.SettlesAt ?? 0));
        _condition = (byte)pool.Status.Condition;
        _flags = (byte)((ledger.FreeLower is null ? 0 : HasFreeLower) | (ledger.MayMissOne ? MayMissOne : 0)
            | (pool.Net is null ? 0 : HasNet) | (pool.IsSlow ? IsSlow : 0)
            | (pool.Demand is { IsAtLeast: true } ? IsAtLeast : 0));
    }

    /// <summary>Ports that were used.</summary>
    internal int Used => _used;

    /// <summary>The pool as it was, as far as that is kept.</summary>
    /// <param name="key">Which pool.</param>
    /// <param name="ports">The ports there were.</param>
    /// <param name="time">When.</param>
    /// <param name="owner">Who had most of its sockets; null where nobody was known.</param>
    internal PoolSample Restore(PoolKey key, PortSpace ports, DateTimeOffset time, Owner? owner)
    {
        // Sockets in states of which only the sum is kept are in one of them.
        var states = default(StateCounts);
        states.Add(TcpState.TimeWait, _timeWait);
        states.Add(TcpState.Established, _established);
        states.Add(TcpState.CloseWait, _closeWait);
        states.Add(TcpState.SynSent, _synSent);
        states.Add(key.Protocol == Protocol.Udp ? TcpState.Close : TcpState.FinWait2, _other);
        return new PoolSample
        {
            Key = key,
            Ledger = new PoolLedger(ports.Range.Size, ports.Reserved, _listeners, _boundFirst, _used)
            {
                Suspected = _suspected,
                Reclaimable = _reclaimable,
                MayMissOne = (_flags & MayMissOne) != 0,
                FreeLower = (_flags & HasFreeLower) != 0 ? _freeLower : null,
            },
            States = states,
            Status = new PoolStatus((PoolCondition)_condition, time, SinceBeforeWatch: true) { SettlesAt = _settles > 0 ? _settles / 100.0 : null },
            Net = (_flags & HasNet) != 0 ? (double)_net : null,
            IsSlow = (_flags & IsSlow) != 0,
            Demand = new PoolDemand
            {
                Asks = (double)_asks,
                Mean = (double)_asks,
                Least = (double)_asks,
                IsAtLeast = (_flags & IsAtLeast) != 0,
            },
            Owners = owner is null ? [] : [new PoolOwner(owner, _used, 0, states)],
        };
    }

    private static ushort Short(int count) => (ushort)Math.Clamp(count, 0, ushort.MaxValue);
}
