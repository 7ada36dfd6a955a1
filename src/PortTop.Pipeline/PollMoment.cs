namespace PortTop.Pipeline;

/// <summary>When a poll took place, for what is compared from poll to poll.</summary>
/// <param name="Poll">The number of the poll.</param>
/// <param name="Now">The time of the poll.</param>
/// <param name="Seconds">Seconds since the last poll that succeeded, null at the first.</param>
/// <param name="IsComparable">
/// The range is set as at the last poll that succeeded: a difference is a change of use, and offsets mean the same.
/// </param>
internal readonly record struct PollMoment(int Poll, DateTimeOffset Now, double? Seconds, bool IsComparable)
{
    /// <summary>From this share of its ports on a pool is at risk.</summary>
    internal double AtRisk { get; init; } = Model.PoolStatus.AtRiskRatio;

    /// <summary>Nothing was read before.</summary>
    internal bool IsFirst => Seconds is null;
}
