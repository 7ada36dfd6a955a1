namespace PortTop.Model;

/// <summary>What one owner has of a pool.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Observed">Sockets that were seen to be its own, those in TIME-WAIT that were seen alive among them.</param>
/// <param name="Estimated">Sockets that nobody was seen to hold, by its share of the others: too short to be seen alive.</param>
/// <param name="States">The observed ones by state.</param>
public sealed record PoolOwner(Owner Owner, int Observed, int Estimated, StateCounts States)
{
    /// <summary>All its sockets, as far as is known.</summary>
    public int Sockets => Observed + Estimated;
}
