namespace PortTop.Model;

/// <summary>A figure that is not known of a pool: the "?" of a column.</summary>
internal sealed class UnknownTerm(Func<PoolSample, DateTimeOffset, Figure?> read) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => read(pool, now) is null;
}
