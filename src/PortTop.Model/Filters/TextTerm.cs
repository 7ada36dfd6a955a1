namespace PortTop.Model;

/// <summary>A text that is looked for in what is said of a pool: its owners, its namespace.</summary>
/// <param name="pattern">The text.</param>
/// <param name="isFound">True for a pool of which it is said.</param>
/// <param name="isUnknown">True for a pool of which nothing such is known; null where it is always known.</param>
internal sealed class TextTerm(TextPattern pattern, Func<PoolSample, TextPattern, bool> isFound, Func<PoolSample, bool>? isUnknown) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => isFound(pool, pattern);

    /// <inheritdoc/>
    internal override bool MayMatch(PoolSample pool, DateTimeOffset now) => isUnknown?.Invoke(pool) == true || isFound(pool, pattern);

    /// <summary>Makes the term.</summary>
    /// <param name="isFound">True for a pool of which it is said.</param>
    /// <param name="isUnknown">True for a pool of which nothing such is known: what "?" means; null where it is always known.</param>
    /// <param name="value">The text.</param>
    /// <param name="comparison">What stands before it.</param>
    /// <param name="problem">What is wrong.</param>
    internal static FilterTerm? Make(Func<PoolSample, TextPattern, bool> isFound, Func<PoolSample, bool>? isUnknown, string value, FilterOperator comparison, out string problem)
    {
        problem = comparison > FilterOperator.Equal ? FilterMessages.NoComparison : string.Empty;
        if (problem.Length > 0)
        {
            return null;
        }

        return value == "?" && isUnknown is not null ? new PoolTerm(isUnknown) : new TextTerm(TextPattern.Of(value, comparison), isFound, isUnknown);
    }
}
