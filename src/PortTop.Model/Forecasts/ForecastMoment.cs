namespace PortTop.Model;

/// <summary>What a forecast needs beside the sockets of its pool, the same for all pools of a poll.</summary>
/// <param name="Now">
/// The time of the poll in seconds, by a clock that nobody sets and that stops while the machine sleeps, as TIME-WAIT does
/// (CLOCK_MONOTONIC).
/// </param>
/// <param name="Scale">The age bins by which the poll counted.</param>
/// <param name="Lateness">How late the kernel frees ports.</param>
public readonly record struct ForecastMoment(double Now, AgeScale Scale, TimerLateness Lateness)
{
    /// <summary>From this share of its ports on a pool is at risk, whatever the forecast is.</summary>
    public double AtRisk { get; init; } = PoolStatus.AtRiskRatio;
}
