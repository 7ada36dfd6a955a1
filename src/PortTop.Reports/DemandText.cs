using System.Globalization;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>What is asked of a pool, what fits and what comes next, in plain ASCII.</summary>
internal static class DemandText
{
    /// <summary>"asks 610/s, fits 455/s: cut 26 %"; empty where nothing is known.</summary>
    internal static string Describe(PoolDemand? demand)
    {
        if (demand is not { } known)
        {
            return string.Empty;
        }

        var asks = $"asks {(known.IsAtLeast ? "at least " : string.Empty)}{Rate(known.Asks)}/s";
        if (known.Fits is not { } fits)
        {
            return asks;
        }

        var cut = known.IsTooMuch ? string.Create(CultureInfo.InvariantCulture, $": cut {Math.Ceiling(100 * known.Excess!.Value):0} %") : string.Empty;
        return $"{asks}, fits {Rate(fits)}/s{cut}";
    }

    /// <summary>"FULL 1m15s", "full in 2m14s (1m50s-2m55s)".</summary>
    internal static string Status(PoolSample pool, DateTimeOffset now)
    {
        Span<char> text = stackalloc char[96];
        var length = PoolStatusText.Write(pool.Status, now, text);
        text[length] = ' ';
        var bounds = pool.Status.Condition == PoolCondition.Countdown ? PoolStatusText.WriteBounds(pool.Forecast, "-", text[(length + 1)..]) : 0;
        return text[..(bounds > 0 ? length + 1 + bounds : length)].ToString();
    }

    /// <summary>"works 02:13:12Z, fails again 02:13:57Z" of a full pool; empty for all others.</summary>
    internal static string Next(PoolSample pool, DateTimeOffset time)
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
    internal static string Onset(PoolOnset? onset) => onset switch
    {
        null => string.Empty,
        { Kind: OnsetKind.Earlier } => "began " + OnsetText.Describe(onset, "->"),
        { IsAtLatest: true } => $"began {onset.Time.UtcDateTime:HH:mm:ss}Z or earlier: {OnsetText.Describe(onset, "->")}",
        _ => $"began {onset.Time.UtcDateTime:HH:mm:ss}Z {OnsetText.Describe(onset, "->")}",
    };

    private static string Clock(DateTimeOffset time, double seconds) => $"~{time.AddSeconds(seconds).UtcDateTime:HH:mm:ss}Z";

    private static string Rate(double rate)
    {
        Span<char> text = stackalloc char[16];
        return text[..NumberText.WriteRate(rate, text)].ToString();
    }
}
