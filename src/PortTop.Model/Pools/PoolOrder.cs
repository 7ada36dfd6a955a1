namespace PortTop.Model;

/// <summary>Puts pools in the order that a setting or a key asks for.</summary>
public static class PoolOrder
{
    /// <summary>The pools in order.</summary>
    /// <param name="pools">The pools, worst first.</param>
    /// <param name="sort">severity or the id of a column.</param>
    /// <param name="isReversed">True to turn the order round.</param>
    public static IReadOnlyList<PoolSample> Apply(IReadOnlyList<PoolSample> pools, string sort, bool isReversed)
    {
        var column = PoolColumns.Find(sort);
        if (column is null && !isReversed)
        {
            return pools;
        }

        var ordered = pools.ToArray();
        if (column is not null)
        {
            Array.Sort(ordered, column.Compare);
        }

        if (isReversed)
        {
            Array.Reverse(ordered);
        }

        return ordered;
    }
}
