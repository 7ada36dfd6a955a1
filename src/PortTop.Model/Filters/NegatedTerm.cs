namespace PortTop.Model;

/// <summary>Everything that a term does not match, what is not known too: a negation never hides what could not be seen.</summary>
internal sealed class NegatedTerm(FilterTerm term) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => !term.Matches(pool, now);

    /// <inheritdoc/>
    internal override void AddSourcePorts(ICollection<ushort> ports) => term.AddSourcePorts(ports);
}
