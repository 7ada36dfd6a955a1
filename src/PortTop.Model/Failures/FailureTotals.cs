namespace PortTop.Model;

/// <summary>The connect() calls of a network namespace that found no port.</summary>
/// <param name="Total">How many since the watch began: exact, unless <see cref="IsEstimated"/>.</param>
/// <param name="Rate">Per second since the poll before; null at the first.</param>
/// <param name="Lost">Of them those whose target and process are unknown: they came faster than they could be read.</param>
public readonly record struct FailureTotals(long Total, double? Rate, long Lost)
{
    /// <summary>
    /// Other namespaces failed too when records were lost: of <see cref="Lost"/> this one has its share by those that were read, and the
    /// sum may be off by some.
    /// </summary>
    public bool IsEstimated { get; init; }

    /// <summary>
    /// Apart from <see cref="Total"/>: the connect() calls from a chosen port that was taken, since the watch began; null where system
    /// calls are not watched.
    /// </summary>
    public long? ChosenPort { get; init; }
}
