namespace PortTop.Model;

/// <summary>The sockets of the pool that a person looks at.</summary>
/// <param name="Key">Which pool.</param>
/// <param name="Sockets">Its sockets, those that explain an exhaustion first, at most <see cref="MaxSockets"/>.</param>
/// <param name="Total">How many there are.</param>
public sealed record PoolDetail(PoolKey Key, IReadOnlyList<SocketRow> Sockets, int Total)
{
    /// <summary>
    /// Who holds each of <see cref="Sockets"/>, in their order; null for one that nobody is known to hold. Empty where nobody was looked
    /// for.
    /// </summary>
    public IReadOnlyList<Owner?> Owners { get; init; } = [];

    /// <summary>What is known of the next minute; null where nothing is.</summary>
    public PoolOutlook? Outlook { get; init; }

    /// <summary>
    /// What each port of the range is to the pool; null where its sockets could not be read, and of source NAT, whose ports are no
    /// sockets'.
    /// </summary>
    public PortUses? Ports { get; init; }

    /// <summary>Why the sockets could not be read, null when they could.</summary>
    public string? Problem { get; init; }

    /// <summary>How many sockets are kept: as many as anyone scrolls through.</summary>
    public const int MaxSockets = 2000;
}
