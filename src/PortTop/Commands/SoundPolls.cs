using PortTop.Model;

namespace PortTop.Commands;

/// <summary>How many polls an answer needs: as few as tell the truth.</summary>
internal static class SoundPolls
{
    /// <summary>One tells no rate and no failure.</summary>
    private const int Fewest = 2;

    /// <summary>A countdown is believed after three seconds and needs two to be seen.</summary>
    internal const int Most = 6;

    /// <summary>What stays below this share of its ports needs no second thought.</summary>
    private const double Calm = .5;

    /// <summary>True when further polls would not change what is said of these pools.</summary>
    internal static bool AreEnough(int poll, IReadOnlyList<PoolSample> pools)
        => poll >= Most || (poll >= Fewest && pools.All(pool => IsDecided(poll, pool)));

    /// <summary>Nothing opens, or how long connections live is known: otherwise it may be a leak.</summary>
    private static bool IsDemandClear(PoolSample pool) => pool is { Opened: 0, Demand: not null } || pool.Demand is { Fits: not null };

    /// <summary>What is unclear for the first time may be clear at the next poll.</summary>
    private static bool IsDecided(int poll, PoolSample pool)
        => pool.Status.Condition >= PoolCondition.Countdown
            || (pool.Status.Condition == PoolCondition.Unclear && pool.Status.SinceBeforeWatch && poll >= Fewest)
            || (IsDemandClear(pool) && double.IsPositiveInfinity(pool.Forecast.Earliest) && Math.Max(pool.Forecast.Peak, pool.Ledger.Used) < Calm * pool.Ledger.Capacity);
}
