namespace PortTop.Pipeline;

/// <summary>When a poll took place, for what is compared from poll to poll.</summary>
/// <param name="Poll">The number of the poll.</param>
/// <param name="Now">The time of the poll.</param>
/// <param name="Seconds">Seconds since the last poll that succeeded, null at the first.</param>
internal readonly record struct PollMoment(int Poll, DateTimeOffset Now, double? Seconds)
{
    /// <summary>Nothing was read before.</summary>
    internal bool IsFirst => Seconds is null;
}
