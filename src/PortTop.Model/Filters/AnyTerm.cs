namespace PortTop.Model;

/// <summary>What at least one of several terms matches: the values of a word with | or commas between them.</summary>
internal sealed class AnyTerm(FilterTerm[] terms) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now)
    {
        foreach (var term in terms)
        {
            if (term.Matches(pool, now))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    internal override void AddSourcePorts(ICollection<ushort> ports) => Array.ForEach(terms, term => term.AddSourcePorts(ports));

    /// <inheritdoc/>
    internal override bool MayMatch(PoolSample pool, DateTimeOffset now) => Array.Exists(terms, term => term.MayMatch(pool, now));
}
