namespace PortTop.Model;

/// <summary>
/// Decides which pool is called the worst, from poll to poll. Pools may be as bad as each other, and their figures are noisy: by figures
/// alone another one would come first every second, and the verdict would change while somebody reads it. So the pool that came first stays
/// first until another one is worse by a class of severity or by a clear margin, or until it is gone. It goes by what it is given alone.
/// </summary>
public sealed class WorstPool
{
    /// <summary>What happened within so many seconds counts as happening: calls fail, and ports come back, in bursts.</summary>
    private const double RecentSeconds = 10;

    /// <summary>Rates are means over about so many seconds: over fewer, noise alone makes one of four equal pools twice another.</summary>
    private const double RateSeconds = 20;

    /// <summary>Two rates that are known for so long must differ by twice the margin; known for longer, by less.</summary>
    private const double NewSeconds = 5;

    /// <summary>Clearly more is more than so many times as much, and clearly sooner so many times as soon.</summary>
    private const double Margin = 2;

    /// <summary>A difference of so many calls a second, at least.</summary>
    private const double LeastRate = .5;

    /// <summary>A difference of so many seconds, at least.</summary>
    private const double LeastSeconds = 5;

    /// <summary>A difference of so much of the ports is clear.</summary>
    private const double ClearShare = .05;

    /// <summary>A difference of less of the ports never is.</summary>
    private const double LeastShare = .01;

    private Dictionary<PoolKey, (double Rate, DateTimeOffset Since)> _rates = [];
    private Dictionary<PoolKey, (double Rate, DateTimeOffset Since)> _ratesBefore = [];
    private PoolKey? _key;
    private DateTimeOffset? _time;

    /// <summary>Decides at a poll, and puts the worst pool first.</summary>
    /// <param name="pools">The pools, by <see cref="PoolSeverity"/>.</param>
    /// <param name="time">The time of the poll.</param>
    public IReadOnlyList<PoolSample> Next(IReadOnlyList<PoolSample> pools, DateTimeOffset time)
    {
        Learn(pools, time);
        var worst = Find(pools, _key);
        for (var i = 0; i < pools.Count && worst is not null; i++)
        {
            worst = IsClearlyWorse(pools[i], worst, time) ? pools[i] : worst;
        }

        _key = worst?.Key ?? (pools.Count > 0 ? pools[0].Key : null);
        return Keep(pools);
    }

    /// <summary>Puts the pool first that was the worst at the last poll: nothing was decided since.</summary>
    /// <param name="pools">The pools of that poll.</param>
    public IReadOnlyList<PoolSample> Keep(IReadOnlyList<PoolSample> pools) => Lead(pools, _key);

    /// <summary>The pools with one of them before the others.</summary>
    /// <param name="pools">The pools.</param>
    /// <param name="key">Which comes first; nothing changes where it is not among them.</param>
    internal static IReadOnlyList<PoolSample> Lead(IReadOnlyList<PoolSample> pools, PoolKey? key)
        => Find(pools, key) is { } first && !ReferenceEquals(first, pools[0])
            ? [first, .. pools.Where(pool => !ReferenceEquals(pool, first))]
            : pools;

    private static PoolSample? Find(IReadOnlyList<PoolSample> pools, PoolKey? key)
    {
        for (var i = 0; i < pools.Count && key is not null; i++)
        {
            if (pools[i].Key == key)
            {
                return pools[i];
            }
        }

        return null;
    }

    /// <summary>
    /// The failed calls a second of each pool that fails, over the last seconds, and since when that is known. They begin at none: one
    /// burst makes no pool the worst.
    /// </summary>
    private void Learn(IReadOnlyList<PoolSample> pools, DateTimeOffset time)
    {
        var seconds = _time is { } before ? Math.Max(0, (time - before).TotalSeconds) : 1;
        var weight = 1 - Math.Exp(-seconds / RateSeconds);
        (_rates, _ratesBefore, _time) = (_ratesBefore, _rates, time);
        _rates.Clear();
        for (var i = 0; i < pools.Count; i++)
        {
            if (pools[i].Status.IsFailing)
            {
                var (known, since) = _ratesBefore.GetValueOrDefault(pools[i].Key, (0, time));
                _rates[pools[i].Key] = (known + (weight * ((pools[i].Failed ?? 0) - known)), since);
            }
        }
    }

    private bool IsClearlyWorse(PoolSample pool, PoolSample than, DateTimeOffset time)
    {
        var (ofPool, ofOther) = (Class(pool, time), Class(than, time));
        if (ofPool != ofOther)
        {
            return ofPool.CompareTo(ofOther) > 0;
        }

        if (pool.Status.IsFailing)
        {
            return FailsMore(_rates[pool.Key], _rates[than.Key], time);
        }

        return pool.Status.Condition switch
        {
            PoolCondition.Full or PoolCondition.Waves => IsMore(pool.Asks ?? pool.Opened ?? 0, than.Asks ?? than.Opened ?? 0),
            PoolCondition.Countdown => IsSooner(pool.Status.FullAt, than.Status.FullAt, time),
            _ => IsSooner(pool.Status.FullBetween?.Earliest, than.Status.FullBetween?.Earliest, time)
                || IsFuller(PoolSeverity.Share(pool), PoolSeverity.Share(than)),
        };
    }

    /// <summary>
    /// How bad, without figures. Of pools that fail now it does not matter whether a port is free at the moment of a poll. The ports that a
    /// bind pool counts are those of other pools, so with nothing else wrong it stands behind them.
    /// </summary>
    private static (int Failing, int Condition, int IsOwn) Class(PoolSample pool, DateTimeOffset time)
    {
        var status = pool.Status;
        if (status.IsFailingNow || (status.IsFailing && pool.Failures is { SecondsAgo: < RecentSeconds }))
        {
            return (2, 0, 0);
        }

        var isFull = status.FullLast is { } last && (time - last).TotalSeconds < RecentSeconds;
        return (status.IsFailing ? 1 : 0, isFull ? (int)PoolCondition.Full : PoolSeverity.Rank(pool), PoolSeverity.IsSum(pool) ? 0 : 1);
    }

    /// <summary>The shorter both are known, the more it takes.</summary>
    private static bool FailsMore((double Rate, DateTimeOffset Since) one, (double Rate, DateTimeOffset Since) other, DateTimeOffset time)
    {
        var known = (time - (one.Since > other.Since ? one.Since : other.Since)).TotalSeconds;
        return known > 0 && IsMore(one.Rate, other.Rate * (1 + (NewSeconds / known)));
    }

    private static bool IsMore(double one, double other) => one > (Margin * other) + LeastRate;

    private static bool IsSooner(DateTimeOffset? one, DateTimeOffset? other, DateTimeOffset time)
        => one is { } first
            && (other is not { } second || ((first - time).TotalSeconds * Margin) + LeastSeconds < (second - time).TotalSeconds);

    /// <summary>By a twentieth of the ports, or half as many are left.</summary>
    private static bool IsFuller(double one, double other)
        => one > other + ClearShare || (one > other + LeastShare && (1 - one) * Margin < 1 - other);
}
