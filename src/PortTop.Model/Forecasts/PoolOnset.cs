namespace PortTop.Model;

/// <summary>When the present trouble of a pool began, and what changed then.</summary>
/// <param name="Kind">What changed.</param>
/// <param name="Time">When; the time of the first sight where it began earlier.</param>
public sealed record PoolOnset(OnsetKind Kind, DateTimeOffset Time)
{
    /// <summary>What it was before: connections per second, or the seconds that they live. Null where the kind has none.</summary>
    public double? Before { get; init; }

    /// <summary>What it was afterwards.</summary>
    public double? After { get; init; }

    /// <summary>It may have begun earlier: before the first poll only what TIME-WAIT tells of the last minute is known.</summary>
    public bool IsAtLatest { get; init; }

    /// <summary>What happened just before, in words; null for nothing that was seen. Cleaned.</summary>
    public string? Cause { get; init; }

    /// <summary>When that happened.</summary>
    public DateTimeOffset? CauseTime { get; init; }
}
