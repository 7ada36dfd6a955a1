namespace PortTop.Model;

/// <summary>What is asked of a pool beside what fits into it.</summary>
public readonly record struct PoolDemand
{
    /// <summary>Connections asked for per second, opened and failed, over as many of the last seconds as agree with each other.</summary>
    public double Asks { get; init; }

    /// <summary>More may be asked for: the pool is full, and failed attempts are not watched, or not yet for long enough.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Mean seconds for which a connection is active; null where most live longer than was watched.</summary>
    public double? ActiveSeconds { get; init; }

    /// <summary>Mean seconds for which its port is held in TIME-WAIT after that: by the timer's whole granule where this side closes first, and 0 where the other does.</summary>
    public double TimeWaitSeconds { get; init; }

    /// <summary>The share of closed connections whose port goes into TIME-WAIT.</summary>
    public double TimeWaitShare { get; init; }

    /// <summary>Seconds for which a connection holds its port; null where that is not known.</summary>
    public double? HoldingSeconds => ActiveSeconds + TimeWaitSeconds;

    /// <summary>Connections per second that find a port each time: the ports that are not held for long over the holding time. Null where that is not known.</summary>
    public double? Fits { get; init; }

    /// <summary>If nobody asked any more from now on: seconds until half of the ports are free, 0 where they are; null where more than half are active and nobody knows when they close.</summary>
    public double? HalfFreeSeconds { get; init; }

    /// <summary>If nobody asked any more from now on: seconds until the last port in TIME-WAIT came back.</summary>
    public double AllFreeSeconds { get; init; }

    /// <summary>Evidently more is asked for than fits.</summary>
    public bool IsTooMuch => Asks > Fits * 1.02;

    /// <summary>The share of what is asked for that does not fit; 0 where all of it does, null where that is not known.</summary>
    public double? Excess => Fits is { } fits ? Math.Max(0, 1 - (fits / Math.Max(Asks, 1e-9))) : null;
}
