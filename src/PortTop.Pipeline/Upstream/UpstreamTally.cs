using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Sums the pools of a machine by destination, over all its namespaces and local addresses, and holds them against the NAT that they leave
/// through.
/// </summary>
/// <param name="budget">What the NAT lets through; null where none is counted against.</param>
internal sealed class UpstreamTally(UpstreamBudget? budget)
{
    private readonly Dictionary<(IpAddress Destination, ushort Port), int> _used = [];
    private Dictionary<(IpAddress Destination, ushort Port), (DateTimeOffset Since, bool Before)> _risks = [];
    private Dictionary<(IpAddress Destination, ushort Port), (DateTimeOffset Since, bool Before)> _risksBefore = [];
    private DateTimeOffset? _first;

    /// <summary>
    /// The poll with how far the NAT is used up, at each pool that goes through it. Its own list of pools stays as it is.
    /// </summary>
    internal Snapshot Apply(Snapshot snapshot)
    {
        if (budget is null)
        {
            return snapshot;
        }

        // The first poll cannot tell when anything began.
        _first ??= snapshot.Time;
        Sum(snapshot.Pools, budget);
        (_risks, _risksBefore) = (_risksBefore, _risks);
        _risks.Clear();
        var pools = new List<PoolSample>(snapshot.Pools.Count);
        foreach (var pool in snapshot.Pools)
        {
            pools.Add(budget.Covers(pool.Key) ? Judge(pool, budget, snapshot.Time) : pool);
        }

        pools.Sort(PoolSeverity.Compare);
        return snapshot with { Pools = pools, Upstream = budget };
    }

    /// <summary>True where a pool of a reading goes to a destination for which the NAT is at risk.</summary>
    internal bool IsNear(Snapshot? reading)
        => _risks.Count > 0 && reading is not null && reading.Pools.Any(pool => pool.Key.HasDestination && _risks.ContainsKey((pool.Key.Destination, pool.Key.Port)));

    private void Sum(IReadOnlyList<PoolSample> pools, UpstreamBudget known)
    {
        _used.Clear();
        foreach (var pool in pools)
        {
            if (known.Covers(pool.Key))
            {
                var target = (pool.Key.Destination, pool.Key.Port);
                _used[target] = _used.GetValueOrDefault(target) + known.Count(pool.States);
            }
        }
    }

    private PoolSample Judge(PoolSample pool, UpstreamBudget known, DateTimeOffset time)
    {
        var target = (pool.Key.Destination, pool.Key.Port);
        var (since, before) = _risksBefore.TryGetValue(target, out var risk) ? risk : (time, time == _first);
        pool = UpstreamJudge.Apply(pool, new PoolUpstream(known, _used[target]), since, before);
        if (pool.IsUpstreamTrouble)
        {
            _risks[target] = (since, before);
        }

        return pool;
    }
}
