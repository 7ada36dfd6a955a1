namespace PortTop.Model;

/// <summary>The connect() calls of a network namespace that found no port.</summary>
/// <param name="Total">How many since the watch began: exact, but that of <paramref name="Lost"/> some may be another namespace's.</param>
/// <param name="Rate">Per second since the poll before; null at the first.</param>
/// <param name="Lost">Of them those whose target and process are unknown: they came faster than they could be read.</param>
public readonly record struct FailureTotals(long Total, double? Rate, long Lost);
