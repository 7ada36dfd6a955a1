namespace PortTop.Model;

/// <summary>The condition of a pool and since when.</summary>
/// <param name="Condition">How it stands.</param>
/// <param name="Since">When it was first seen so.</param>
/// <param name="SinceBeforeWatch">It was so at the first poll already, so that it began before <paramref name="Since"/>.</param>
public readonly record struct PoolStatus(PoolCondition Condition, DateTimeOffset Since, bool SinceBeforeWatch)
{
    /// <summary>From this share of its ports on a pool is at risk where nothing else is wished.</summary>
    public const double AtRiskRatio = 0.95;

    /// <summary>connect() fails, or did within the last 65 s.</summary>
    public bool IsFailing { get; init; }

    /// <summary>connect() failed since the poll before.</summary>
    public bool IsFailingNow { get; init; }

    /// <summary>When no port was free last; null where that was not seen in this trouble.</summary>
    public DateTimeOffset? FullLast { get; init; }

    /// <summary>It works and fails in turn, and when is foretold; of <see cref="PoolCondition.Waves"/> alone.</summary>
    public bool IsForetold { get; init; }

    /// <summary>When no port will be left, as it is shown; null where nothing counts down.</summary>
    public DateTimeOffset? FullAt { get; init; }

    /// <summary>
    /// Between which times a slow leak fills it, nine times in ten; null where nothing leaks, and where that is foretold to the second.
    /// </summary>
    public (DateTimeOffset Earliest, DateTimeOffset Latest)? FullBetween { get; init; }

    /// <summary>The share of the ports at which use settles, 0 to 1; null where it does not grow.</summary>
    public double? SettlesAt { get; init; }

    /// <summary>The same with what a slow leak comes to: a pool that is worse than that says so.</summary>
    /// <param name="leak">The leak, null for none.</param>
    /// <param name="free">The ports that are left.</param>
    /// <param name="now">The time of the poll.</param>
    public PoolStatus Leaking(PoolLeak? leak, int free, DateTimeOffset now) => this with
    {
        FullBetween = Condition <= PoolCondition.Settles && leak is { } known
            ? (now.AddSeconds(known.Earliest(free)), now.AddSeconds(known.Latest(free))) : null,
    };

    /// <summary>The status after a poll.</summary>
    /// <param name="previous">The status before, null at the pool's first poll.</param>
    /// <param name="ledger">The ledger now.</param>
    /// <param name="forecast">What is foretold.</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="firstPoll">True at the first poll of all, which cannot tell when anything began.</param>
    /// <param name="failures">
    /// The connect() calls that found no port within the last 65 s, null for none. Whether ports are free now is the ledger's to say.
    /// </param>
    /// <param name="atRisk">From this share of its ports on the pool is at risk, 0 to 1.</param>
    /// <param name="beats">When it works and fails, null where that is not known.</param>
    /// <param name="outcome">What came of what was asked for since the poll before, as far as that is known.</param>
    public static PoolStatus Next(
        PoolStatus? previous, PoolLedger ledger, in PoolForecast forecast, DateTimeOffset now, bool firstPoll, PoolFailures? failures = null,
        double atRisk = AtRiskRatio, PoolBeats? beats = null, AttemptOutcome outcome = AttemptOutcome.Unknown)
    {
        var isWave = beats is { IsWave: true };
        var isFailing = failures is { IsNow: true };
        var isOver = outcome == AttemptOutcome.Idle && !isFailing;
        var condition = Judge(ledger, isOver ? forecast with { State = Calmed(forecast.State) } : forecast, atRisk);
        var works = outcome == AttemptOutcome.Worked || (outcome == AttemptOutcome.Some && isWave && beats!.Value.IsWorking);
        if (condition == PoolCondition.Full && works && previous is { Condition: >= PoolCondition.Failed } && !isFailing)
        {
            // The saw of the timer: ports come back in batches, and at the end of each there is none for a moment.
            condition = PoolCondition.Waves;
        }

        PoolStatus status;
        if (failures is not { } known)
        {
            status = Begin(condition);
        }
        else
        {
            // Since when is what people ask of a full pool, and when last of one that failed.
            var saysItself = condition == PoolCondition.Full || IsGone(ledger) || (condition == PoolCondition.Waves && isWave);
            status = saysItself ? Begin(condition) : new PoolStatus(PoolCondition.Failed, known.Last, false);
            status = status with { IsFailing = true, IsFailingNow = known.IsNow };
        }

        return status with
        {
            FullLast = IsGone(ledger) ? now : condition < PoolCondition.Failed ? null : previous?.FullLast,
            IsForetold = isWave && status.Condition == PoolCondition.Waves,
            FullAt = condition == PoolCondition.Countdown && forecast.Shown is { } seconds ? now.AddSeconds(seconds) : null,
            SettlesAt = condition == PoolCondition.Settles && ledger.Capacity > 0 ? Math.Min(1, forecast.Peak / ledger.Capacity) : null,
        };

        PoolStatus Begin(PoolCondition begun)
            => previous is { } before && before.Condition == begun ? before with { IsFailing = false, IsFailingNow = false } : new PoolStatus(begun, now, firstPoll);
    }

    /// <summary>A full pool that has many ports, and of which nobody asks for one, is full no more.</summary>
    private static ForecastState Calmed(ForecastState state) => state == ForecastState.Full ? ForecastState.Steady : state;

    private static bool IsGone(PoolLedger ledger) => ledger.FreeUpper <= 0 || (!ledger.IsUnclear && ledger.Free <= 0);

    private static PoolCondition Judge(PoolLedger ledger, in PoolForecast forecast, double atRisk)
    {
        if (IsGone(ledger))
        {
            return PoolCondition.Full;
        }

        if (forecast.State == ForecastState.Full && !ledger.IsUnclear)
        {
            return PoolCondition.Waves;
        }

        if (forecast.State == ForecastState.Countdown)
        {
            return PoolCondition.Countdown;
        }

        if (ledger.IsUnclear || ledger.MayAlreadyFail)
        {
            return PoolCondition.Unclear;
        }

        if (ledger.UsedRatio >= atRisk || forecast.State == ForecastState.AtRisk)
        {
            return PoolCondition.AtRisk;
        }

        return forecast.State == ForecastState.Settles ? PoolCondition.Settles : PoolCondition.Steady;
    }
}
