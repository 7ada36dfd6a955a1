namespace PortTop.Model;

/// <summary>The connect() calls of a pool that found no port, since its last quiet time.</summary>
/// <param name="Rate">Per second since the poll before; null at the first.</param>
/// <param name="Total">How many since <paramref name="Since"/>.</param>
/// <param name="Since">The poll that saw the first.</param>
/// <param name="Last">The poll that saw the last.</param>
/// <param name="IsEstimated">Records were lost; the pool has its share of them.</param>
public readonly record struct PoolFailures(double? Rate, long Total, DateTimeOffset Since, DateTimeOffset Last, bool IsEstimated)
{
    /// <summary>For so many seconds after a failure a pool counts as failing: the ports of a full one come back within a minute and are gone at once.</summary>
    public const double HoldSeconds = 65;

    /// <summary>The pool counts as failing.</summary>
    public bool IsFailing(DateTimeOffset now) => (now - Last).TotalSeconds < HoldSeconds;

    /// <summary>It failed since the poll before <paramref name="poll"/>.</summary>
    public bool IsNow(DateTimeOffset poll) => Last >= poll;
}
