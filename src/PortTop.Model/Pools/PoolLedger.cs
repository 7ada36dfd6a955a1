namespace PortTop.Model;

/// <summary>
/// Where the ports of one pool went. The terms sum to the last port: range − reserved − listeners − bound first − suspected − used = free.
/// </summary>
/// <param name="Range">Ports in the ephemeral range.</param>
/// <param name="Reserved">Ports of the range that are reserved.</param>
/// <param name="Listeners">Ports of the rest with a listener that takes them from this pool.</param>
/// <param name="BoundFirst">
/// Ports of the rest that a socket bound and thereby took from this pool: the dump tells so, or the kernel answered so, or a failure proved
/// it.
/// </param>
/// <param name="Used">Ports of the rest that this pool uses, without those in TIME-WAIT that the kernel gives out again.</param>
public readonly record struct PoolLedger(int Range, int Reserved, int Listeners, int BoundFirst, int Used)
{
    /// <summary>
    /// Ports of the rest that by all signs another socket took with bind(), though the kernel was not asked: not counted as free, and
    /// the distance between <see cref="Free"/> and <see cref="FreeUpper"/>.
    /// </summary>
    public int Suspected { get; init; }

    /// <summary>
    /// Ports in TIME-WAIT that the kernel gives out again when asked: they count as free. See <see cref="TimeWaitReuse"/>.
    /// </summary>
    public int Reclaimable { get; init; }

    /// <summary>The ports that are free for certain; null where sockets that hold ports cannot be seen.</summary>
    public int? FreeLower { get; init; }

    /// <summary>Nobody can say whether a port is free at all: the bounds leave both open, and so does all other evidence.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>How many ports there are to choose from nobody can see: neither capacity nor what is free is known.</summary>
    public bool HasNoSize { get; init; }

    /// <summary>The kernel's search may not reach the last free port (<see cref="PortSpace.MayMissOne"/>).</summary>
    public bool MayMissOne { get; init; }

    /// <summary>One port is left at most, and connect() may fail all the same: the range has an odd number of ports.</summary>
    public bool MayAlreadyFail => MayMissOne && Free <= 1;

    /// <summary>The ports that this target can still be given, by all that is seen.</summary>
    public int Free => Range - Reserved - Listeners - BoundFirst - Suspected - Used;

    /// <summary>The ports that this target can be given at most.</summary>
    public int FreeUpper => Free + Suspected;

    /// <summary>The ports that this target could be given if it used none: used + free.</summary>
    public int Capacity => Used + Free;

    /// <summary>True when the bounds meet: every port is accounted for.</summary>
    public bool IsExact => !HasNoSize && FreeLower == FreeUpper;

    /// <summary>Used over capacity, 0 to 1; 1 where there is no capacity at all, and 0 where it is not known.</summary>
    public double UsedRatio => HasNoSize ? 0 : Capacity <= 0 ? 1 : (double)Used / Capacity;
}
