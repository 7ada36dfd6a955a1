using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What one owner has of a pool, as it is summed up.</summary>
internal struct OwnerShare
{
    /// <summary>Who.</summary>
    internal int Owner;

    /// <summary>See <see cref="PoolOwner.Estimated"/>.</summary>
    internal int Estimated;

    /// <summary>The observed sockets by state.</summary>
    internal StateCounts States;

    /// <summary>How many were observed.</summary>
    internal int Observed;

    /// <summary>See <see cref="PoolOwner.Failures"/>.</summary>
    internal long Failures;

    /// <summary>See <see cref="PoolOwner.Failed"/>.</summary>
    internal double? Failed;

    /// <summary>All its sockets, as far as is known.</summary>
    internal readonly int Sockets => Observed + Estimated;
}
