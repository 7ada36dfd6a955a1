using System.Globalization;

namespace PortTop.Model;

/// <summary>How a pool stands, in one sentence.</summary>
public static class VerdictText
{
    /// <summary>"10.0.2.15 → 10.8.0.12:5432: FULL 1m15s, FAILING NOW 570/s (EADDRNOTAVAIL), 0 free of 28,211, payment-api[811]".</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="time">The time of the poll.</param>
    /// <param name="arrow">The arrow between the two ends.</param>
    /// <param name="now">The time that durations are counted to; null for that of the poll.</param>
    public static string Describe(PoolSample pool, DateTimeOffset time, string arrow, DateTimeOffset? now = null)
    {
        Span<char> status = stackalloc char[64];
        var parts = new List<string>();
        if (WaveText.Describe(pool, time) is { } wave)
        {
            parts.Add("waves: " + wave);
        }
        else if (pool.Failures is null || pool.Status.Condition != PoolCondition.Failed)
        {
            parts.Add(status[..PoolStatusText.Write(pool.Status, now ?? time, status)].ToString());
        }

        if (Failing(pool) is { } failing)
        {
            parts.Add(failing);
        }

        parts.Add(pool.Status.Condition == PoolCondition.Unclear
            ? $"{UnclearText.Bounds(pool.Ledger)} free"
            : $"{(pool.Ledger.IsExact ? string.Empty : "~")}{Say.Count(pool.Ledger.Free)} free of {Say.Count(pool.Ledger.Capacity)}");
        if (pool.Chosen > 0)
        {
            parts.Add(ChosenText.Describe(pool));
        }

        if (UpstreamText.Figures(pool) is { } figures)
        {
            parts.Add(figures);
        }

        if (OwnerText.Describe(pool) is { Length: > 0 } who)
        {
            parts.Add(who);
        }

        return $"{(pool.IsElsewhere ? pool.Namespace + ": " : string.Empty)}{PoolAddressText.DescribeWhole(pool, arrow)}: {string.Join(", ", parts)}";
    }

    /// <summary>"FAILING NOW 570/s (EADDRNOTAVAIL)"; null where it does not fail.</summary>
    internal static string? Failing(PoolSample pool) => pool.Failures switch
    {
        null => pool.Status.Condition == PoolCondition.Full ? pool.Key.ErrorName : null,
        { IsNow: true, Rate: { } rate } => $"FAILING NOW {Say.Rate(rate)} ({pool.Key.ErrorName})",
        { IsNow: true } => $"FAILING NOW ({pool.Key.ErrorName})",
        { } failures => string.Create(CultureInfo.InvariantCulture, $"last failed {failures.SecondsAgo:0} s ago ({pool.Key.ErrorName})"),
    };
}
