namespace PortTop.Model;

/// <summary>Where the ports of one pool went. The terms sum to the last port: range − reserved − listeners − used = free.</summary>
/// <param name="Range">Ports in the ephemeral range.</param>
/// <param name="Reserved">Ports of the range that are reserved.</param>
/// <param name="Listeners">Ports of the range, not reserved, with a listener.</param>
/// <param name="Used">Ports of the rest that this pool uses, without those in TIME-WAIT that the kernel gives out again.</param>
public readonly record struct PoolLedger(int Range, int Reserved, int Listeners, int Used)
{
    /// <summary>Ports in TIME-WAIT that the kernel gives out again when asked: they count as free. See <see cref="TimeWaitReuse"/>.</summary>
    public int Reclaimable { get; init; }

    /// <summary>The ports that this target can ever be given.</summary>
    public int Capacity => Range - Reserved - Listeners;

    /// <summary>The ports that this target can still be given.</summary>
    public int Free => Capacity - Used;

    /// <summary>Used over capacity, 0 to 1; 1 where there is no capacity at all.</summary>
    public double UsedRatio => Capacity <= 0 ? 1 : (double)Used / Capacity;
}
