namespace PortTop.Model;

/// <summary>What one word of a filter asks of a pool. Ten thousand pools are asked at each poll: nothing is allocated.</summary>
internal abstract class FilterTerm
{
    /// <summary>True for a pool that the word means; false too where what it asks for is not known.</summary>
    internal abstract bool Matches(PoolSample pool, DateTimeOffset now);

    /// <summary>The word names one remote address.</summary>
    internal virtual bool NamesAddress => false;

    /// <summary>The word names one remote port.</summary>
    internal virtual bool NamesPort => false;

    /// <summary>Adds the local ports that the word asks about.</summary>
    internal virtual void AddSourcePorts(ICollection<ushort> ports)
    {
    }

    /// <summary>True for a pool that the word means, or may mean: what it asks for is not known.</summary>
    internal virtual bool MayMatch(PoolSample pool, DateTimeOffset now) => Matches(pool, now);
}
