using System.Globalization;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>A poll in a few words of plain ASCII, for batch headings and for the line that stays behind on quit.</summary>
public static class SummaryText
{
    /// <summary>
    /// The worst pool and how many others stand badly: "FULL 1m15s 10.0.2.15 -> 10.8.0.12:5432, 0 free of 28,211; 2 full, 1 at risk".
    /// </summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="now">The time that durations are counted to.</param>
    public static string Verdict(Snapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Starved is not null)
        {
            return "NO USABLE PORT: every port of the range is reserved, listening or bound";
        }

        if (snapshot.Pools.Count == 0)
        {
            return "no connection uses a source port of the range";
        }

        var worst = snapshot.Pools[0];
        var status = worst.Failures is { } failures
            ? Failing(worst, failures, snapshot.Time)
            : DemandText.Status(worst, snapshot.Time, now);
        var place = worst.IsElsewhere ? MachineText.Clean(worst.Namespace) + " " : string.Empty;
        var words = worst.Failures is null ? Words(worst) : string.Empty;
        var ledger = worst.Ledger;
        var verdict = string.Create(
            CultureInfo.InvariantCulture,
            $"{status} {place}{Who(worst)}{PoolAddressText.Describe(worst, "->")}, {ledger.Free:N0} free of {ledger.Capacity:N0}"
            + $"{Certainty(ledger)}{words}");
        verdict += UpstreamText.Figures(worst) is { } figures ? ", " + figures : string.Empty;
        string[] more = worst.Status.Condition < PoolCondition.AtRisk ? [] : [DemandText.Describe(worst.Demand), DemandText.Next(worst, snapshot.Time), DemandText.Onset(worst.Onset)];
        verdict = string.Join("; ", more.Where(static part => part.Length > 0).Prepend(verdict));
        var counts = string.Join(", ", Counts(snapshot));
        return counts.Length == 0 ? verdict : verdict + "; " + counts;
    }

    /// <summary>How sure the number of free ports is: " (exact)", " (12-15)", " (at most)".</summary>
    public static string Certainty(PoolLedger ledger) => ledger switch
    {
        { IsExact: true } => " (exact)",
        { FreeLower: { } lower } => string.Create(CultureInfo.InvariantCulture, $" ({lower:N0}-{ledger.FreeUpper:N0})"),
        _ => " (at most)",
    };

    /// <summary>The range as an equation.</summary>
    public static string Range(Snapshot snapshot)
    {
        var ports = snapshot.Ports;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ports.Range.Low}-{ports.Range.High} = {ports.Range.Size:N0} - {ports.Reserved:N0} reserved - {ports.Listening:N0} listening - {(ports.Bound.IsComplete ? string.Empty : "at least ")}{snapshot.BoundFirst:N0} bound first - {snapshot.Suspected:N0} suspected = {snapshot.FreeForAny:N0} for EACH target");
    }

    /// <summary>The states that sockets are in.</summary>
    public static string States(StateCounts states) => string.Join("  ", StateGroup.All
        .Where(group => group.Count(states) > 0)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Name} {group.Count(states):N0}"))
        .DefaultIfEmpty("none"));

    /// <summary>Failing now, or a moment ago: "FAILING NOW 570/s EADDRNOTAVAIL, 17,100 since 02:11:53Z".</summary>
    private static string Failing(PoolSample pool, PoolFailures failures, DateTimeOffset time)
    {
        if (!failures.IsNow && WaveText.Describe(pool, time) is { } wave)
        {
            return $"waves: {wave}, {pool.Key.ErrorName},";
        }

        var now = failures.IsNow
            ? failures.Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"FAILING NOW {rate:0.#}/s") : "FAILING NOW"
            : string.Create(CultureInfo.InvariantCulture, $"{(pool.Status.Condition == PoolCondition.Full ? "FULL, failed" : "FAILED")} {failures.SecondsAgo:0} s ago,");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now} {pool.Key.ErrorName}, {(failures.IsEstimated ? "about " : string.Empty)}{failures.Total:N0} since {(failures.BeganBefore ? "at least " : string.Empty)}{failures.Since.UtcDateTime:HH:mm:ss}Z,");
    }

    private static string Who(PoolSample pool) => OwnerText.Describe(pool) is { Length: > 0 } who ? MachineText.Clean(who) + ": " : string.Empty;

    private static IEnumerable<string> Counts(Snapshot snapshot)
        => snapshot.Pools
            .Where(static pool => pool.Status.Condition > PoolCondition.Settles)
            .GroupBy(static pool => pool.Status.Condition)
            .OrderByDescending(static group => group.Key)
            .Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} {PoolStatusText.Word(group.Key).ToLowerInvariant()}"));

    private static string Words(PoolSample pool)
    {
        if (pool.Status.Condition == PoolCondition.Full)
        {
            return ", " + pool.Key.ErrorName;
        }

        return pool.Ledger.MayAlreadyFail ? ", may already fail" : pool.IsSlow ? ", slow" : string.Empty;
    }
}
