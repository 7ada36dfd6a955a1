using System.Globalization;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>The answer of a check in one line, as monitoring plugins give it: status, words, and behind a bar performance data.</summary>
/// <param name="warning">The limits of a warning.</param>
/// <param name="critical">The limits of what is critical.</param>
/// <param name="outWithin">A pool that fills within so long is critical; null for no limit.</param>
/// <param name="unclear">What it is when nobody can say whether a port is free.</param>
public sealed class CheckReport(CheckLimits warning, CheckLimits critical, TimeSpan? outWithin, CheckStatus unclear = CheckStatus.Warning)
{
    /// <summary>It is a warning too where a server's port lies in the ephemeral range and is not reserved.</summary>
    public bool WarnsOfListeners { get; init; }

    /// <summary>Judges the worst of some pools, and the ports of servers where that is asked for.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="pools">The pools that are asked about, the worst first.</param>
    /// <param name="subject">What was asked about, where that has no pool.</param>
    /// <param name="scope">What left out other pools, in words; null for nothing.</param>
    /// <param name="isUnconnected">Nobody is connected to what was asked about: <paramref name="pools"/> only decide about it too.</param>
    public (CheckStatus Status, string Line) Judge(Snapshot snapshot, IReadOnlyList<PoolSample> pools, string subject,
        string? scope = null, bool isUnconnected = false)
    {
        var (status, words, data) = JudgePools(snapshot, pools, subject, scope, isUnconnected);
        if (WarnsOfListeners && Listeners(snapshot) is { } listeners)
        {
            (status, words) = status == CheckStatus.Ok ? (CheckStatus.Warning, $"{listeners}; {words}") : (status, $"{words}; {listeners}");
        }

        return (status, Line(status, words, data));
    }

    private static string? Listeners(Snapshot snapshot)
    {
        var found = string.Join("; ", snapshot.Apart().Where(static place => place.Ports.Unreserved is not null).Select(static place
            => $"{place.Ports.Unreserved!.Summary}: {place.Ports.Unreserved.Names(place.Owners)}; "
            + $"{place.Ports.Unreserved.Command(place.Source)}; "
            + $"undo: {place.Ports.Unreserved.Undo(place.Source)}"));
        return found.Length > 0 ? found : null;
    }

    private (CheckStatus Status, string Words, string Data) JudgePools(Snapshot snapshot, IReadOnlyList<PoolSample> pools, string subject,
        string? scope, bool isUnconnected)
    {
        if (snapshot.Starved is { } starved)
        {
            return (CheckStatus.Critical,
                $"{(starved == snapshot ? string.Empty : starved.Source.Namespace + ": ")}{NoPortText.Describe(starved)}", string.Empty);
        }

        var (worst, status) = (pools.Count == 0 ? null : pools[0], CheckStatus.Ok);
        // The worst by severity need not be the one that is over a limit.
        var others = 0;
        foreach (var pool in pools)
        {
            var found = Status(pool);
            others += found > CheckStatus.Ok ? 1 : 0;
            if (found > status)
            {
                (worst, status) = (pool, found);
            }
        }

        others -= status > CheckStatus.Ok ? 1 : 0;
        if (worst is not null && !isUnconnected)
        {
            return (status, Words(worst, snapshot, others, scope), Data(worst));
        }

        var (freeStatus, words) = JudgeFree(snapshot, subject);
        return worst is not null && status > freeStatus
            ? (status, $"{subject}; {Words(worst, snapshot, others, scope)}", Data(worst))
            : (freeStatus, string.Join("; ", new[] { words, Unwatched(snapshot), Unread(snapshot) }.OfType<string>()),
            Ports(0, Math.Max(0, snapshot.FreeForAny)));
    }

    /// <summary>What a target can be given to which nobody is connected.</summary>
    private (CheckStatus Status, string Words) JudgeFree(Snapshot snapshot, string subject)
    {
        var free = Math.Max(0, snapshot.FreeForAny);
        if (snapshot.Ports.Usable - snapshot.Asking.Held <= 0)
        {
            return (CheckStatus.Critical, $"{subject}, and no port is free for one; {NoPortText.Describe(snapshot)}");
        }

        return snapshot.FreeForAnyLower is 0 && snapshot.Doubtful > 0
            ? (unclear, string.Create(CultureInfo.InvariantCulture,
            $"{subject}; unclear whether a port is free: 0 to {snapshot.Ports.Usable - snapshot.Asking.Held:N0}"))
            : (CheckStatus.Ok, string.Create(CultureInfo.InvariantCulture, $"{subject}, {free:N0} ports free"));
    }

    /// <summary>The answer where nothing could be read.</summary>
    public static string Unknown(string reason) => Line(CheckStatus.Unknown, reason, string.Empty);

    private static string Line(CheckStatus status, string words, string data)
    {
        // The bar parts the words from the data.
        var text = MachineText.Clean(words).Replace('|', '/');
        return $"PORTTOP {status.ToString().ToUpperInvariant()} - {text}{(data.Length > 0 ? " | " + data : string.Empty)}";
    }

    private CheckStatus Status(PoolSample pool)
    {
        if (Broken(pool, critical).Any() || (outWithin is { } within && Seconds(pool) <= within.TotalSeconds))
        {
            return CheckStatus.Critical;
        }

        if (pool.Status.Condition == PoolCondition.Unclear && unclear == CheckStatus.Critical)
        {
            return CheckStatus.Critical;
        }

        var isUnclear = pool.Status.Condition == PoolCondition.Unclear && unclear == CheckStatus.Warning;
        return isUnclear || Broken(pool, warning).Any() || (outWithin is not null && Seconds(pool) is not null) || IsLikelySoon(pool)
            ? CheckStatus.Warning : CheckStatus.Ok;
    }

    /// <summary>The limits that are reached, in words.</summary>
    private static IEnumerable<string> Broken(PoolSample pool, CheckLimits limits)
    {
        if (UsedRatio(pool) is var ratio && ratio >= limits.Used)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"used {100 * ratio:0.#}% of {100 * limits.Used:0.#}%{(pool.IsUpstreamNearer ? " at " + pool.Upstream!.Budget.Preset.Name : string.Empty)}");
        }

        if (DemandRatio(pool) is { } demand && demand >= limits.Demand)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"demand {pool.Demand?.LeastWord}{100 * demand:0}% of {100 * limits.Demand:0.#}%");
        }

        if (pool.Failed > limits.Failing || (limits.Failing is not null && pool is { Failed: null, Failures.IsNow: true }))
        {
            yield return "failing";
        }
    }

    /// <summary>
    /// The share that is used; of a pool that is unclear the share that is used for certain, for what else is missing is a guess.
    /// </summary>
    private static double UsedRatio(PoolSample pool) => pool.Status.Condition == PoolCondition.Unclear
        ? (double)pool.Ledger.Used / Math.Max(1, pool.Ledger.Used + pool.Ledger.FreeUpper)
        : pool.NearerRatio;

    /// <summary>Seconds until the pool is full; null where nothing counts down.</summary>
    private static double? Seconds(PoolSample pool) => pool.Status.Condition == PoolCondition.Countdown ? pool.Forecast.Shown ?? pool.Forecast.Seconds : null;

    /// <summary>It would be full in time if it went on like this, though it was not watched for long enough to be sure.</summary>
    private bool IsLikelySoon(PoolSample pool)
        => outWithin is { } within && pool.Status.Condition == PoolCondition.AtRisk && pool.Forecast.Seconds <= within.TotalSeconds;

    /// <summary>What is asked for over what fits; null where that is not known.</summary>
    private static double? DemandRatio(PoolSample pool) => pool.Demand is { Fits: > 0 and var fits } demand ? demand.Mean / fits : null;

    private string Words(PoolSample pool, Snapshot snapshot, int others, string? scope)
    {
        var status = pool.Failures is { IsNow: true } failures
            ? (failures.Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"FAILING NOW {rate:0.#}/s ") : "FAILING NOW ") + pool.Key.ErrorName
            : DemandText.Status(pool, snapshot.Time);
        string?[] parts =
        [
            string.Create(CultureInfo.InvariantCulture,
                $"{(pool.IsElsewhere ? pool.Namespace + ": " : string.Empty)}{PoolAddressText.Describe(pool, "->")} {status}, {Free(pool)}"),
            pool.Chosen > 0 ? ChosenText.Describe(pool) : null,
            pool.Status.Condition == PoolCondition.Unclear ? UnclearText.WayOut(snapshot, pool) : null,
            UpstreamText.Figures(pool),
            string.Join(", ", Reasons(pool)),
            DemandText.Describe(pool.Demand),
            DemandText.Next(pool, snapshot.Time),
            OwnerText.Describe(pool),
            Why(snapshot, pool),
            DemandText.Onset(pool.Onset),
            pool.Key.IsNat ? null : Unwatched(snapshot),
            Unread(snapshot),
            others > 0 ? string.Create(CultureInfo.InvariantCulture, $"and {others:N0} more over a limit") : null,
            scope,
        ];
        return string.Join("; ", parts.Where(static part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>The first cause of a pool in trouble, which names who holds the ports where it is not who fails.</summary>
    private static string? Why(Snapshot snapshot, PoolSample pool)
        => pool.IsTroubled && Diagnostician.Explain(snapshot, pool).Causes is [{ Kind: not CauseKind.Unclear } cause, ..]
        ? "why: " + cause.Title : null;

    private static string Free(PoolSample pool) => pool.Status.Condition == PoolCondition.Unclear
        ? $"{UnclearText.Bounds(pool.Ledger)} free"
        : string.Create(CultureInfo.InvariantCulture,
        $"{pool.Ledger.Free:N0} free of {pool.Ledger.Capacity:N0}{SummaryText.Certainty(pool.Ledger)}");

    /// <summary>Who has the privileges and sees no failures all the same has to know why.</summary>
    private static string? Unwatched(Snapshot snapshot)
        => snapshot.Failures is not null ? null : snapshot.Source.WhyUnwatched is { } why ? "failures not watched: " + why
        : "failures not watched";

    /// <summary>Green because it does not look is the worst.</summary>
    private static string? Unread(Snapshot snapshot)
        => snapshot.Source.Unseen.Any(static unseen => unseen.What == Unseen.Namespaces) ? "other network namespaces not read" : null;

    /// <summary>Why it is no better.</summary>
    private IEnumerable<string> Reasons(PoolSample pool)
    {
        foreach (var reason in Broken(pool, Status(pool) == CheckStatus.Critical ? critical : warning))
        {
            yield return reason;
        }

        if (IsLikelySoon(pool))
        {
            Span<char> text = stackalloc char[16];
            yield return string.Concat("full in about ", text[..DurationText.Write(TimeSpan.FromSeconds(pool.Forecast.Seconds), text)], " if it goes on so");
        }
    }

    private string Ports(int used, int free) => string.Join(
        ' ',
        Field("used", used, string.Empty, warning.Used * (used + free), critical.Used * (used + free), 0, used + free),
        Field("used_ratio", used + free <= 0 ? 100 : Math.Round(100.0 * used / (used + free), 2), "%", warning.Used * 100, critical.Used * 100, 0, 100),
        Field("free", free, string.Empty, null, null, 0, used + free));

    private string Data(PoolSample pool)
    {
        var data = new List<string> { Ports(pool.Ledger.Used, pool.Ledger.Free) };
        AddUpstream(data, pool);
        var asks = pool is { Failed: > 0 } or { Demand: null } ? pool.Asks : pool.Demand.Value.Told;
        Add("asks", asks, string.Empty, warning.Demand * pool.Demand?.Fits, critical.Demand * pool.Demand?.Fits);
        Add("fits", pool.Demand?.Fits, string.Empty, null, null);
        Add("failing", pool.Failed, string.Empty, warning.Failing, critical.Failing);
        Add("out", Seconds(pool), "s", null, null);
        return string.Join(' ', data);

        void Add(string name, double? value, string unit, double? warn, double? crit)
        {
            if (value is { } known)
            {
                data.Add(Field(name, Math.Round(known, 2), unit, warn, crit, 0, null));
            }
        }
    }

    private void AddUpstream(List<string> data, PoolSample pool)
    {
        if (pool.Upstream is { } upstream)
        {
            data.Add(Field("upstream", upstream.Used, string.Empty, warning.Used * upstream.Limit, critical.Used * upstream.Limit, 0, upstream.Limit));
        }
    }

    /// <summary>'label'=value[UOM];[warn];[crit];[min];[max].</summary>
    private static string Field(string name, double value, string unit, double? warn, double? crit, double? min, double? max)
        => string.Create(CultureInfo.InvariantCulture, $"{name}={value:0.##}{unit};{warn:0.##};{crit:0.##};{min:0.##};{max:0.##}").TrimEnd(';');
}
