using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// Six lines for the chat of an incident: what, since when, who, why, what next, host and time. Times in UTC, because readers sit
/// elsewhere.
/// </summary>
public static class ChatText
{
    /// <summary>The six lines.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="diagnosis">Why the pool stands as it does.</param>
    public static IReadOnlyList<string> Write(Snapshot snapshot, Diagnosis diagnosis)
    {
        var pool = diagnosis.Pool;
        string[] lines =
        [
            "What   " + (pool is null ? NoPortText.Describe(snapshot.Starved ?? snapshot)
                : VerdictText.Describe(pool, snapshot.Time, "->")),
            "Since  " + Since(snapshot, pool),
            "Who    " + (pool is null ? NoPort(snapshot.Starved ?? snapshot) : Who(pool)),
            "Why    " + (diagnosis.Causes is [var cause, ..] ? string.Join("; ", cause.Evidence.Prepend(cause.Title)) : "nothing is wrong with it"),
            "Next   " + Next(snapshot, diagnosis),
            string.Create(CultureInfo.InvariantCulture, $"Where  {snapshot.Source.Host}, namespace {(pool is null ? (snapshot.Starved ?? snapshot).Source.Namespace : snapshot.Around(pool.Key).Source.Namespace)}, {snapshot.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, porttop"),
        ];

        // They go to a clipboard, and from there perhaps into a shell.
        return [.. lines.Select(MachineText.Clean)];
    }

    private static string Since(Snapshot snapshot, PoolSample? pool)
    {
        if (pool is null)
        {
            return "not known";
        }

        if (pool.Status.Condition < PoolCondition.AtRisk)
        {
            return "no port is missing yet";
        }

        if (pool.Failures is null && (pool.Status.SinceBeforeWatch || pool.Onset is { Kind: OnsetKind.Earlier }))
        {
            return $"before porttop came, at {Clock(pool.Onset?.Time ?? pool.Status.Since)}";
        }

        if (pool is { Failures: null, Status: { Condition: PoolCondition.Waves, FullLast: { } last } })
        {
            return $"in waves, full last at {Clock(last)}{(pool.Onset is null ? string.Empty : "; " + DemandText.Onset(pool.Onset))}";
        }

        var since = pool.Failures?.Since ?? pool.Status.Since;
        var before = pool.Failures?.BeganBefore ?? pool.Status.SinceBeforeWatch;
        var begun = $"{(before ? "before " : string.Empty)}{Clock(since)} ({Say.Time((snapshot.Time - since).TotalSeconds)})";
        return pool.Onset is null ? begun : $"{begun}; {DemandText.Onset(pool.Onset)}";
    }

    private static string NoPort(Snapshot starved)
        => string.Join(", ", new[] { NoPortText.Holder(starved), NoPortText.Sufferer(starved) }.OfType<string>()) is { Length: > 0 } who
        ? who : "nobody is known";

    private static string Who(PoolSample? pool)
    {
        const int Most = 3;
        if (pool?.Nat is { ClientCount: > 0 } nat)
        {
            return "behind it " + string.Join(", ", nat.Clients.Take(Most).Select(static client => string.Create(CultureInfo.InvariantCulture, $"{(client.Namespace is { } name ? $"{name} ({client.Address})" : client.Address)} {Say.Ports(client.Flows)}")))
                + (nat.ClientCount > Most ? string.Create(CultureInfo.InvariantCulture, $" and {nat.ClientCount - Most:N0} more") : string.Empty);
        }

        if (pool is null || pool.Owners.Count == 0)
        {
            return "nobody is known";
        }

        return string.Join(", ", pool.Owners.Take(Most).Select(static owner =>
            $"{OwnerText.Describe(owner.Owner)}{(owner.Owner.Process?.Home is { } home ? $" ({home})" : string.Empty)} {Say.Ports(owner.Sockets)}{(owner.Failures > 0 ? $", {Say.Count(owner.Failures)} failed" : string.Empty)}"));
    }

    private static string Next(Snapshot snapshot, Diagnosis diagnosis)
    {
        var parts = new List<string>();
        if (diagnosis.Pool is { Status: { FullAt: { } full } })
        {
            parts.Add("full at " + Clock(full));
        }

        if (diagnosis.Pool is { } pool && DemandText.Next(pool, snapshot.Time) is { Length: > 0 } next)
        {
            parts.Add(next);
        }

        parts.AddRange(diagnosis.Remedies.Take(2).Select(static (remedy, i) => (i == 0 ? "do: " : "or: ") + DiagnosisText.Summarize(remedy)));
        return parts.Count == 0 ? Say.Prospect(diagnosis.Now) : string.Join("; ", parts);
    }

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
