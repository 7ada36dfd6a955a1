namespace PortTop.Model;

/// <summary>Pools that have something in common.</summary>
/// <param name="Id">What they have in common: an address, a name, a state.</param>
/// <param name="Pools">The pools, the worst first; at least one.</param>
public sealed record PoolGroup(GroupId Id, IReadOnlyList<PoolSample> Pools)
{
    /// <summary>The worst of them: a group stands as it does, because ports are not shared between pools.</summary>
    public PoolSample Worst => Pools[0];

    /// <summary>
    /// Ports in use, summed: a port towards two destinations counts twice, as it is two. Pools of bind() count the ports of the others once
    /// more and are left out where others are there.
    /// </summary>
    public int Used { get; } = Sum(Pools);

    /// <summary>What is asked for per second, summed over the pools of which it is known; null where it is of none.</summary>
    public double? Asks { get; } = Sum(Pools, static pool => pool.Asks);

    /// <summary>At least so much is asked for: one of the pools says no more than that.</summary>
    public bool AsksAtLeast { get; } = Any(Pools, static pool => pool.Demand is { IsAtLeast: true });

    /// <summary>Failed connect() calls per second, summed; null where they are watched of none.</summary>
    public double? Failed { get; } = Sum(Pools, static pool => pool.Failed);

    /// <summary>How many of them are full, fail, fill or are at risk.</summary>
    public int Troubled { get; } = Count(Pools, static pool => pool.IsTroubled);

    private static int Sum(IReadOnlyList<PoolSample> pools)
    {
        var (own, sums) = (0, 0);
        foreach (var pool in pools)
        {
            own += pool.Key.Kind == PoolKind.Bind ? 0 : pool.Ledger.Used;
            sums += pool.Key.Kind == PoolKind.Bind ? pool.Ledger.Used : 0;
        }

        return own > 0 ? own : sums;
    }

    private static double? Sum(IReadOnlyList<PoolSample> pools, Func<PoolSample, double?> figure)
    {
        double? sum = null;
        foreach (var pool in pools)
        {
            sum = figure(pool) is { } known ? (sum ?? 0) + known : sum;
        }

        return sum;
    }

    private static bool Any(IReadOnlyList<PoolSample> pools, Func<PoolSample, bool> holds) => Count(pools, holds) > 0;

    private static int Count(IReadOnlyList<PoolSample> pools, Func<PoolSample, bool> holds)
    {
        var count = 0;
        foreach (var pool in pools)
        {
            count += holds(pool) ? 1 : 0;
        }

        return count;
    }
}
