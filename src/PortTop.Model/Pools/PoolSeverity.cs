namespace PortTop.Model;

/// <summary>
/// Worst first: failing by how often, failed a moment ago, full with demand, full, in waves by when they fail next, those that fill by
/// when, at risk, those that leak by when they are full, then by the share that is used or will be; ties by key, so that equal pools never
/// swap places. A bind pool counts every port on its address: one with which nothing is wrong stands behind the pools that it counts. This
/// is the order of one poll; which pool comes first from poll to poll decides <see cref="WorstPool"/>.
/// </summary>
public static class PoolSeverity
{
    /// <summary>Compares by severity, the worse pool first.</summary>
    public static int Compare(PoolSample x, PoolSample y)
    {
        var order = Failing(y).CompareTo(Failing(x));
        order = order != 0 ? order : Rank(y).CompareTo(Rank(x));
        if (order == 0 && x.Status.IsFailingNow)
        {
            order = (y.Failed ?? 0).CompareTo(x.Failed ?? 0);
        }

        if (order == 0 && x.Status.Condition == PoolCondition.Full)
        {
            order = (IsSum(x), Demand(y)).CompareTo((IsSum(y), Demand(x)));
        }

        if (order == 0 && x.Status.Condition == PoolCondition.Waves)
        {
            order = (IsSum(x), x.Beats?.Fails ?? double.PositiveInfinity).CompareTo((IsSum(y), y.Beats?.Fails ?? double.PositiveInfinity));
        }

        if (order == 0 && x.Status.Condition == PoolCondition.Countdown)
        {
            order = (IsSum(x), x.Status.FullAt).CompareTo((IsSum(y), y.Status.FullAt));
        }

        if (order == 0 && Rank(x) == (int)PoolCondition.Steady)
        {
            order = (IsSum(x), Leaks(x)).CompareTo((IsSum(y), Leaks(y)));
        }

        order = order != 0 ? order : Share(y).CompareTo(Share(x));
        order = order != 0 ? order : y.Ledger.Used.CompareTo(x.Ledger.Used);
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    /// <summary>That use grows and settles ranks by where it settles, beside pools that do not grow.</summary>
    internal static int Rank(PoolSample pool)
        => (int)(pool.Status.Condition == PoolCondition.Settles ? PoolCondition.Steady : pool.Status.Condition);

    /// <summary>The share of the ports that is used or will be, of whichever limit is nearer.</summary>
    internal static double Share(PoolSample pool) => Math.Max(pool.NearerRatio, pool.Status.SettlesAt ?? 0);

    /// <summary>Now, or a moment ago, or not.</summary>
    private static int Failing(PoolSample pool) => pool.Status.IsFailingNow ? 2 : pool.Status.IsFailing ? 1 : 0;

    /// <summary>A bind pool is full of what connects too: whether anybody calls bind() is another question.</summary>
    internal static bool IsSum(PoolSample pool) => pool.Key.Kind == PoolKind.Bind;

    /// <summary>When a slow leak fills it, the sooner the worse.</summary>
    private static DateTimeOffset Leaks(PoolSample pool) => pool.Status.FullBetween?.Earliest ?? DateTimeOffset.MaxValue;

    private static bool Demand(PoolSample pool) => pool.Opened > 0;
}
