namespace PortTop.Model;

/// <summary>What one owner takes of all pools, at one poll.</summary>
/// <param name="Owner">Who.</param>
public sealed record OwnerSample(Owner Owner)
{
    /// <summary>
    /// Ports of the range that its sockets are on, summed over the pools: a port towards two destinations counts twice, as it is two.
    /// </summary>
    public int Ports { get; init; }

    /// <summary>Of them those that nobody was seen to hold and that are its own by its share.</summary>
    public int Estimated { get; init; }

    /// <summary>Its observed sockets by state.</summary>
    public StateCounts States { get; init; }

    /// <summary>Its pools, those with most of its sockets first, at most <see cref="MostPools"/>.</summary>
    public IReadOnlyList<(PoolKey Pool, int Sockets)> Targets { get; init; } = [];

    /// <summary>How many pools it has sockets in.</summary>
    public int Pools { get; init; }

    /// <summary>Ports of the range that it has bound without a listener: gone for every target of everybody.</summary>
    public int Bound { get; init; }

    /// <summary>
    /// Its connected sockets that seem to have taken their ports by bind(), without which it would not be so many at odd offsets; such
    /// ports too are gone for everybody.
    /// </summary>
    public int Suspected { get; init; }

    /// <summary>How many pools of others those ports are missing in.</summary>
    public int AlsoHurt { get; init; }

    /// <summary>Failed connect() calls per second; null where they are not watched.</summary>
    public double? Failed { get; init; }

    /// <summary>Its descriptors against its limits, of the process nearest to its own; null where they cannot be read.</summary>
    public DescriptorUse? Descriptors { get; init; }

    /// <summary>How many targets are kept.</summary>
    public const int MostPools = 5;
}
