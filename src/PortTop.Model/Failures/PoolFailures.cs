namespace PortTop.Model;

/// <summary>The attempts of a pool that found no port, since its last quiet time.</summary>
/// <param name="Total">How many since <paramref name="Since"/>.</param>
/// <param name="Since">The poll that saw the first.</param>
/// <param name="Last">The poll that saw the last.</param>
public readonly record struct PoolFailures(long Total, DateTimeOffset Since, DateTimeOffset Last)
{
    /// <summary>
    /// For so many seconds after a failure a pool counts as failing: the ports of a full one come back within a minute and are gone at
    /// once.
    /// </summary>
    public const double HoldSeconds = 65;

    /// <summary>From this share of its ports on a pool may have had none for a moment: ports come back while a poll reads.</summary>
    public const double MayFailRatio = 0.97;

    /// <summary>Per second since the poll before; null at the first.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds from the last failure to the poll, by a clock that nobody sets.</summary>
    public double SecondsAgo { get; init; }

    /// <summary>It failed since the poll before.</summary>
    public bool IsNow { get; init; }

    /// <summary>
    /// Records were lost and the pool has its share of them, or a system call told of it that may have meant something else.
    /// </summary>
    public bool IsEstimated { get; init; }

    /// <summary>It failed at the first poll already, and may have failed before.</summary>
    public bool BeganBefore { get; init; }
}
