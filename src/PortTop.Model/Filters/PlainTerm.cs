namespace PortTop.Model;

/// <summary>A word without a field: it is looked for in all that the table shows of a pool in words.</summary>
/// <param name="pattern">The text.</param>
/// <param name="state">The same word as a state, where it is one; null otherwise.</param>
internal sealed class PlainTerm(TextPattern pattern, FilterTerm? state) : FilterTerm
{
    /// <summary>Makes the term.</summary>
    internal static PlainTerm Make(string text)
        => new(TextPattern.Of(text, FilterOperator.Has), PoolTerm.Make(FilterStates.All, text, FilterOperator.Has, out _));

    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now)
    {
        Span<char> text = stackalloc char[128];
        return pattern.Fits(text[..AddressText.WriteDestination(pool.Key, text)])
            || pattern.Fits(text[..AddressText.WriteSource(pool.Key, text)])
            || pattern.Fits(pool.Names.Source?.Name)
            || pattern.Fits(pool.Names.Destination?.Name)
            || pattern.Fits(pool.Namespace)
            || OwnerSearch.IsOwner(pool, pattern)
            || OwnerSearch.IsUser(pool, pattern)
            || pattern.Fits(text[..PoolColumns.Owner.Write(pool, now, text)])
            || pattern.Fits(text[..PoolStatusText.Write(pool.Status, now, text)])
            || state?.Matches(pool, now) == true;
    }
}
