using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is counted of a pool during a pass, and what is remembered of it from poll to poll.</summary>
internal struct PoolAccumulator
{
    internal PoolKey Key;
    internal StateCounts States;

    /// <summary>The pass that the counts belong to; 0 for a place that is free.</summary>
    internal int Pass;

    /// <summary>Ports used. A pool gives each port once, so its sockets, each counted once, are its ports.</summary>
    internal int Used;

    /// <summary>Ports in TIME-WAIT that the kernel gives out again.</summary>
    internal int Reclaimable;

    /// <summary>Sockets first seen at this poll.</summary>
    internal int Opened;

    /// <summary>Ports used at the poll before.</summary>
    internal int UsedBefore;

    internal PoolTrend Trend;
    internal PoolStatus? Status;
    internal DateTimeOffset? LastFull;

    /// <summary>True when <paramref name="row"/> belongs to this pool.</summary>
    internal readonly bool Holds(in SocketRow row)
        => Key.Port == row.DestinationPort && Key.Destination == row.Destination && Key.Source == row.Source && Key.Interface == row.Interface;

    /// <summary>Begins to count for a pass.</summary>
    internal void Begin(int pass)
    {
        Pass = pass;
        Used = 0;
        Reclaimable = 0;
        Opened = 0;
        States = default;
    }
}
