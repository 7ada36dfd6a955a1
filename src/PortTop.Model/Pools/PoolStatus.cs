namespace PortTop.Model;

/// <summary>The condition of a pool and since when.</summary>
/// <param name="Condition">How it stands.</param>
/// <param name="Since">When it was first seen so.</param>
/// <param name="SinceBeforeWatch">It was so at the first poll already, so that it began before <paramref name="Since"/>.</param>
public readonly record struct PoolStatus(PoolCondition Condition, DateTimeOffset Since, bool SinceBeforeWatch)
{
    /// <summary>Seconds for which a pool that was full counts as full although a port came back: it fills again at once under load.</summary>
    public const double FullHoldSeconds = 15;

    /// <summary>connect() fails, or did within the last 65 s.</summary>
    public bool IsFailing { get; init; }

    /// <summary>connect() failed since the poll before.</summary>
    public bool IsFailingNow { get; init; }

    private const double FullUntilRatio = 0.97;
    private const double AtRiskRatio = 0.95;

    /// <summary>The status after a poll.</summary>
    /// <param name="previous">The status before, null at the pool's first poll.</param>
    /// <param name="ledger">The ledger now.</param>
    /// <param name="isRising">Its use grows (<see cref="PoolTrend"/>).</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="lastFull">When the pool was last without a free port, null for never.</param>
    /// <param name="firstPoll">True at the first poll of all, which cannot tell when anything began.</param>
    /// <param name="failures">The connect() calls that found no port within the last 65 s, null for none. Whether ports are free now is the ledger's to say.</param>
    public static PoolStatus Next(
        PoolStatus? previous, PoolLedger ledger, bool isRising, DateTimeOffset now, DateTimeOffset? lastFull, bool firstPoll, PoolFailures? failures = null)
    {
        var condition = Judge(previous, ledger, isRising, now, lastFull);
        if (failures is not { } known)
        {
            return previous is { IsFailing: false } same && same.Condition == condition ? same : Begin(condition);
        }

        // Since when is what people ask of a full pool, and when last of one that failed.
        var status = condition == PoolCondition.Full
            ? previous is { Condition: PoolCondition.Full } before ? before : Begin(condition)
            : new PoolStatus(PoolCondition.Failed, known.Last, false);
        return status with { IsFailing = true, IsFailingNow = known.IsNow };

        PoolStatus Begin(PoolCondition begun)
            => previous is { } before && before.Condition == begun ? before with { IsFailing = false, IsFailingNow = false } : new PoolStatus(begun, now, firstPoll);
    }

    private static PoolCondition Judge(PoolStatus? previous, PoolLedger ledger, bool isRising, DateTimeOffset now, DateTimeOffset? lastFull)
    {
        if (ledger.Free <= 0)
        {
            return PoolCondition.Full;
        }

        var wasFull = previous is { Condition: PoolCondition.Full };
        if (wasFull && lastFull is { } full && (now - full).TotalSeconds < FullHoldSeconds && ledger.UsedRatio >= FullUntilRatio)
        {
            return PoolCondition.Full;
        }

        if (ledger.UsedRatio >= AtRiskRatio || ledger.MayAlreadyFail)
        {
            return PoolCondition.AtRisk;
        }

        return isRising ? PoolCondition.Rising : PoolCondition.Steady;
    }
}
