namespace PortTop.Model;

/// <summary>What one owner has of a pool.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Observed">Sockets that were seen to be its own, those in TIME-WAIT that were seen alive among them.</param>
/// <param name="Estimated">Closed sockets that nobody was seen to hold, by its share: too short to be seen alive.</param>
/// <param name="States">The observed ones by state.</param>
public sealed record PoolOwner(Owner Owner, int Observed, int Estimated, StateCounts States)
{
    /// <summary>All its sockets, as far as is known.</summary>
    public int Sockets => Observed + Estimated;

    /// <summary>Its attempts that found no port since the pool's last quiet time.</summary>
    public long Failures { get; init; }

    /// <summary>Its attempts that found no port, per second since the poll before; null where none did, and at the first poll.</summary>
    public double? Failed { get; init; }
}
