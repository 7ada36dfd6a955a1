namespace PortTop.Model;

/// <summary>Worst first: full with demand, full, at risk, rising, then by share used; ties by key, so that equal pools never swap places.</summary>
public static class PoolSeverity
{
    /// <summary>Compares by severity, the worse pool first.</summary>
    public static int Compare(PoolSample x, PoolSample y)
    {
        var order = y.Status.Condition.CompareTo(x.Status.Condition);
        if (order == 0 && x.Status.Condition == PoolCondition.Full)
        {
            order = Demand(y).CompareTo(Demand(x));
        }

        order = order != 0 ? order : y.Ledger.UsedRatio.CompareTo(x.Ledger.UsedRatio);
        order = order != 0 ? order : y.Ledger.Used.CompareTo(x.Ledger.Used);
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    private static bool Demand(PoolSample pool) => pool.Opened > 0;
}
