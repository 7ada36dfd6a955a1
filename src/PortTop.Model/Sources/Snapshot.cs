namespace PortTop.Model;

/// <summary>One network namespace at one poll: what screens draw and reports write. Never changed once published.</summary>
public sealed record Snapshot
{
    /// <summary>The number of the poll, from 1.</summary>
    public required int Poll { get; init; }

    /// <summary>When the poll began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where the readings come from and what they cannot show.</summary>
    public required SourceDescription Source { get; init; }

    /// <summary>The interval between polls in force.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>The interval that was asked for; shorter than <see cref="Interval"/> where the budget stretches it.</summary>
    public required TimeSpan WantedInterval { get; init; }

    /// <summary>What watching costs.</summary>
    public required PollCost Cost { get; init; }

    /// <summary>Which ports can be handed out.</summary>
    public required PortSpace Ports { get; init; }

    /// <summary>How many usable ports at least one pool uses.</summary>
    public required int UsedByAnyone { get; init; }

    /// <summary>The sockets of all pools by state.</summary>
    public required StateCounts States { get; init; }

    /// <summary>The pools, worst first.</summary>
    public required IReadOnlyList<PoolSample> Pools { get; init; }

    /// <summary>The sockets of the pool that a person looks at, null when nobody does.</summary>
    public PoolDetail? Detail { get; init; }
}
