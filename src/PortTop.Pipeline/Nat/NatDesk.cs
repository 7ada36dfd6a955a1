using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Source NAT from poll to poll: counters always, the table when it is due, the rules once and when somebody begins to look.
/// </summary>
/// <param name="source">Where it is read, null for nowhere.</param>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
internal sealed class NatDesk(INatSource? source, Func<TimeSpan> elapsed)
{
    /// <summary>So many pools are shown: the fullest.</summary>
    private const int MostPools = 500;

    /// <summary>A dropped flow is a pool's only where its search may find no port.</summary>
    private const double MayFail = .0001;

    private const double AttentiveSeconds = 65;

    private static readonly TimeSpan RulesAge = TimeSpan.FromSeconds(60);

    private readonly NatTable _table = new();
    private readonly NatSchedule _schedule = new(elapsed);
    private readonly Dictionary<PoolKey, NatWatch> _watches = [];
    private PoolSample[] _pools = [];
    private NatRuleReading? _rules;
    private IReadOnlyList<NatInterface> _interfaces = [];
    private TimeSpan? _rulesRead;
    private TimeSpan? _readBefore;
    private TimeSpan? _droppedAt;
    private string? _problem;
    private (int Flows, int Translated, int Pools) _counts;
    private int _readings;
    private bool _wasSeen;

    /// <summary>Adds the NAT pools of this poll and tells what else there is to tell; null where there is no connection tracking.</summary>
    /// <param name="moment">The poll.</param>
    /// <param name="interest">What the person looks at.</param>
    /// <param name="counters">The counters of this poll.</param>
    /// <param name="networkNamespace">The namespace.</param>
    /// <param name="samples">Takes the pools.</param>
    internal NatReading? Poll(PollMoment moment, Interest interest, IReadOnlyList<CounterSample> counters, uint networkNamespace, List<PoolSample> samples)
    {
        if (source?.ReadCount() is not { } count)
        {
            return null;
        }

        var dropped = RateOf(counters, "natInsertFailed");
        _droppedAt = dropped > 0 || RateOf(counters, "natDropped") > 0 ? elapsed() : _droppedAt;
        var isAttentive = interest.SeesNat || _droppedAt is { } at && (elapsed() - at).TotalSeconds < AttentiveSeconds
            || Array.Exists(_pools, static pool => pool.Status.Condition >= PoolCondition.AtRisk);
        if (count.Entries == 0)
        {
            // A walk through an empty table is as long as its index.
            (_counts, _pools) = (default, []);
        }
        else if (_schedule.IsDue(count.Entries, isAttentive, mayWait: moment.IsFirst && !interest.AwaitsOwners))
        {
            Read(source, count.Entries, networkNamespace);
        }

        if (interest.SeesNat && !_wasSeen)
        {
            ReadRules(source);
        }

        _wasSeen = interest.SeesNat;
        Tell(moment, dropped, samples);
        return new NatReading
        {
            Entries = count.Entries,
            MaxEntries = count.Max,
            Age = count.Entries == 0 ? TimeSpan.Zero : _schedule.Age,
            Cost = _schedule.Cost,
            Every = _schedule.HasRead ? _schedule.Every(isAttentive) : null,
            Flows = _counts.Flows,
            Translated = _counts.Translated,
            Pools = _counts.Pools,
            Rules = _rules?.Rules,
            Unseen = Unseen(count.Entries),
        };
    }

    private void Read(INatSource nat, long entries, uint networkNamespace)
    {
        _schedule.Begin();
        try
        {
            nat.ReadFlows(_table);
            _problem = null;
        }
        catch (SourceException problem)
        {
            _problem = problem.Message;
            _table.Restart();
            _schedule.End(entries, hasFailed: true);
            return;
        }

        _table.Complete();
        _counts = (_table.Flows, _table.Translated, _table.Pools);
        var groups = _table.Fullest(MostPools);
        _table.Restart();
        _schedule.End(entries, hasFailed: false);
        if (_rulesRead is null && _counts.Translated > 0)
        {
            ReadRules(nat);
        }

        var now = elapsed();
        double? seconds = _readBefore is { } before ? (now - before).TotalSeconds : null;
        _readBefore = now;
        _readings++;
        var maker = new NatSampler(new NatRuleBook(_rules?.Rules, _interfaces), networkNamespace);
        _pools = [.. groups.Select(maker.Sample)];
        foreach (var pool in _pools)
        {
            var watch = WatchOf(pool.Key);
            watch.LastReading = _readings;
            watch.Read(pool.Ledger.Used, seconds);
        }

        foreach (var gone in _watches.Where(pair => pair.Value.LastReading != _readings).Select(static pair => pair.Key).ToArray())
        {
            _ = _watches.Remove(gone);
        }
    }

    /// <summary>Rules are asked for once, and anew when somebody begins to look: they say which ports a pool has.</summary>
    private void ReadRules(INatSource nat)
    {
        if (_rulesRead is not { } at || elapsed() - at > RulesAge)
        {
            _rules = nat.ReadRules();
            _interfaces = nat.ReadInterfaces();
            _rulesRead = elapsed();
        }
    }

    /// <summary>
    /// The pools as the last reading has them. What was dropped is counted where a search most likely fails: the counter is that of the
    /// namespace.
    /// </summary>
    private void Tell(PollMoment moment, double? dropped, List<PoolSample> samples)
    {
        var clock = elapsed().TotalSeconds;
        var worst = dropped > 0 ? _pools.Where(static pool => pool.Nat!.SearchFailure > MayFail).MaxBy(static pool => (pool.Nat!.SearchFailure, pool.Ledger.Used)) : null;
        if (worst is not null)
        {
            WatchOf(worst.Key).Fail((long)Math.Round(dropped!.Value * moment.Seconds!.Value), moment.Now, clock);
        }

        var told = new PoolSample[_pools.Length];
        for (var i = 0; i < told.Length; i++)
        {
            double? rate = _pools[i].Key == worst?.Key ? dropped : dropped is null || (dropped > 0 && (worst is null || _pools[i].Nat!.SearchFailure > MayFail)) ? null : 0;
            told[i] = WatchOf(_pools[i].Key).Next(_pools[i], moment, clock, rate);
        }

        _pools = told;
        samples.AddRange(told);
    }

    private List<Unseen> Unseen(long entries)
    {
        var unseen = new List<Unseen>();
        if (_problem is not null)
        {
            unseen.Add(new Unseen("NAT", _problem));
        }
        else if (!_schedule.HasRead && entries > 0)
        {
            unseen.Add(new Unseen("NAT", "the connection tracking table is large: it is read with the next poll"));
        }

        if (_rules?.Problem is { } rules)
        {
            unseen.Add(new Unseen("NAT rules", rules + (_rules.Rules is null ? "; the ports of a NAT pool are what they are where a rule names none" : string.Empty)));
        }

        return unseen;
    }

    private NatWatch WatchOf(PoolKey key)
    {
        if (!_watches.TryGetValue(key, out var watch))
        {
            _watches.Add(key, watch = new NatWatch());
        }

        return watch;
    }

    private static double? RateOf(IReadOnlyList<CounterSample> counters, string id)
    {
        for (var i = 0; i < counters.Count; i++)
        {
            if (counters[i].Counter.Id == id)
            {
                return counters[i].Rate;
            }
        }

        return null;
    }
}
