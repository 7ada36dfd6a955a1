using System.Globalization;

namespace PortTop.Model;

/// <summary>What is asked of a pool, what fits and what comes next, in plain ASCII.</summary>
public static class DemandText
{
    /// <summary>"asks 610/s, fits 455/s: cut 26 %"; empty where nothing is known.</summary>
    public static string Describe(PoolDemand? demand)
    {
        return Say.Demand(demand) + (Cut(demand) is { } cut ? ": " + cut : string.Empty);
    }

    /// <summary>"cut 26 %", "cut at least 26 %"; null where what is asked for fits.</summary>
    public static string? Cut(PoolDemand? demand) => demand is { IsTooMuch: true, Excess: > 0 and var excess } known
        ? string.Create(CultureInfo.InvariantCulture, $"cut {known.LeastWord}{Math.Ceiling(100 * excess):0} %")
        : null;

    /// <summary>"FULL 1m15s", "full in 2m14s (1m50s-2m55s)", "waves: fails 17 s of every 62 s, next ~20:48:35Z".</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="time">The time of the poll.</param>
    /// <param name="now">The time that durations are counted to; null for that of the poll.</param>
    public static string Status(PoolSample pool, DateTimeOffset time, DateTimeOffset? now = null)
    {
        if (WaveText.Describe(pool, time) is { } wave)
        {
            return "waves: " + wave;
        }

        Span<char> text = stackalloc char[96];
        var length = PoolStatusText.Write(pool.Status, now ?? time, text);
        text[length] = ' ';
        var bounds = pool.Status.Condition == PoolCondition.Countdown ? PoolStatusText.WriteBounds(pool.Forecast, "-", text[(length + 1)..]) : 0;
        return text[..(bounds > 0 ? length + 1 + bounds : length)].ToString();
    }

    /// <summary>"works 02:13:12Z, fails again 02:13:57Z" of a full pool; empty for all others.</summary>
    public static string Next(PoolSample pool, DateTimeOffset time)
    {
        if (pool.Beats is not { } beats)
        {
            return string.Empty;
        }

        return (beats.IsWorking, beats.Works, beats.Fails) switch
        {
            (false, { } works, { } fails) => $"works {Clock(time, works)}, fails again {Clock(time, fails)}",
            (false, { } works, null) => "works " + Clock(time, works),
            (true, _, { } fails) when pool.Demand is { IsTooMuch: true } => (pool.Status.IsFailingNow ? "fails in part, and again " : "works, fails again ") + Clock(time, fails),
            (false, null, _) => "works again once some close",
            _ => string.Empty,
        };
    }

    /// <summary>"began 02:11:08Z asks 40/s -> 610/s"; empty where nothing began.</summary>
    public static string Onset(PoolOnset? onset) => onset switch
    {
        null => string.Empty,
        { Kind: OnsetKind.Earlier } => "began " + OnsetText.Describe(onset, "->"),
        { IsAtLatest: true } => $"began {onset.Time.UtcDateTime:HH:mm:ss}Z or earlier: {OnsetText.Describe(onset, "->")}",
        _ => $"began {onset.Time.UtcDateTime:HH:mm:ss}Z {OnsetText.Describe(onset, "->")}",
    };

    private static string Clock(DateTimeOffset time, double seconds) => $"~{time.AddSeconds(seconds).UtcDateTime:HH:mm:ss}Z";
}
