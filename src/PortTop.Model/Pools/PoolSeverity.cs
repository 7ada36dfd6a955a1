namespace PortTop.Model;

/// <summary>
/// Worst first: failing, full with demand, full, at risk, then by share used; ties by key, so that equal pools never swap places. Growth does
/// not rank: a small pool that grows is no worse than a large one that does not. A bind pool counts every port on its address: one with
/// which nothing is wrong stands behind the pools that it counts.
/// </summary>
public static class PoolSeverity
{
    /// <summary>Compares by severity, the worse pool first.</summary>
    public static int Compare(PoolSample x, PoolSample y)
    {
        var order = Rank(y).CompareTo(Rank(x));
        if (order == 0 && x.Status.Condition == PoolCondition.Full)
        {
            order = y.Status.IsFailing.CompareTo(x.Status.IsFailing);
        }

        if (order == 0 && x.Status.Condition == PoolCondition.Full)
        {
            order = Demand(y).CompareTo(Demand(x));
        }

        if (order == 0 && Rank(x) == PoolCondition.Steady)
        {
            order = (x.Key.Kind == PoolKind.Bind).CompareTo(y.Key.Kind == PoolKind.Bind);
        }

        order = order != 0 ? order : y.Ledger.UsedRatio.CompareTo(x.Ledger.UsedRatio);
        order = order != 0 ? order : y.Ledger.Used.CompareTo(x.Ledger.Used);
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    private static PoolCondition Rank(PoolSample pool)
        => pool.Status.Condition == PoolCondition.Rising ? PoolCondition.Steady : pool.Status.Condition;

    private static bool Demand(PoolSample pool) => pool.Opened > 0;
}
