namespace PortTop.Model;

/// <summary>A question that a pool answers with yes or no: its kind, its protocol, how it stands.</summary>
internal sealed class PoolTerm(Func<PoolSample, bool> isMeant) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => isMeant(pool);

    /// <summary>Makes a term of one of a few words.</summary>
    /// <param name="words">The words, in the order in which a mistake lists them.</param>
    /// <param name="value">The word that was given.</param>
    /// <param name="comparison">What stands before it: : or =.</param>
    /// <param name="problem">What is wrong.</param>
    internal static PoolTerm? Make(IReadOnlyList<FilterWord> words, string value, FilterOperator comparison, out string problem)
    {
        problem = comparison > FilterOperator.Equal ? FilterMessages.NoComparison : string.Empty;
        if (problem.Length > 0)
        {
            return null;
        }

        var plain = FilterWord.Fold(value);
        var known = words.Where(static word => !word.IsAlias).Select(static word => word.Name).ToArray();
        if (words.FirstOrDefault(word => FilterWord.Fold(word.Name) == plain) is { } found)
        {
            return new PoolTerm(found.IsMeant);
        }

        problem = FilterMessages.DidYouMean(value, words.Select(static word => word.Name)) ?? $"\"{value}\" is none of {string.Join(", ", known)}";
        return null;
    }
}
