using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is counted of a pool during a pass, and what is remembered of it from poll to poll.</summary>
internal struct PoolAccumulator
{
    internal PoolKey Key;
    internal StateCounts States;

    /// <summary>The pass that the counts belong to; 0 for a place that is free.</summary>
    internal int Pass;

    /// <summary>The place of its source address among the bind pools.</summary>
    internal int Address;

    /// <summary>Ports used. A pool gives each port once, so its sockets, each counted once, are its ports.</summary>
    internal int Used;

    /// <summary>Those of them at an even offset from the start of the range.</summary>
    internal int UsedEven;

    /// <summary>Those of them that a suspect of some pool holds too.</summary>
    internal int UsedSuspect;

    /// <summary>Those of them at an even offset that a suspect of some pool holds too.</summary>
    internal int UsedSuspectEven;

    /// <summary>Those of them on which no socket of any pool leaves a doubt of how it came to its port.</summary>
    internal int UsedProven;

    /// <summary>Ports in TIME-WAIT that the kernel gives out again.</summary>
    internal int Reclaimable;

    /// <summary>Its sockets that by all signs took their ports with bind().</summary>
    internal int Suspects;

    /// <summary>Ports that it uses because sockets of other pools do.</summary>
    internal int Shared;

    /// <summary>Sockets first seen at this poll.</summary>
    internal int Opened;

    /// <summary>Free ports at even offsets after the poll before; null at the pool's first.</summary>
    internal int? FreeEvenBefore;

    /// <summary>What is remembered from poll to poll.</summary>
    internal PoolWatch Watch;

    internal OwnerTally Owners;

    /// <summary>True when <paramref name="row"/> belongs to this pool.</summary>
    internal readonly bool Holds(in SocketRow row)
        => Key.Port == row.DestinationPort && Key.Destination == row.Destination && Key.Source == row.Source && Key.Interface == row.Interface;

    /// <summary>Begins to count for a pass.</summary>
    internal void Begin(int poll, int pass)
    {
        Pass = pass;
        Watch.Begin(poll, pass);
        Used = 0;
        UsedEven = 0;
        UsedSuspect = 0;
        UsedSuspectEven = 0;
        UsedProven = 0;
        Reclaimable = 0;
        Opened = 0;
        Suspects = 0;
        Shared = 0;
        States = default;
    }

    /// <summary>Counts a port that this pool uses.</summary>
    internal void Use(bool isEven)
    {
        Used++;
        UsedEven += isEven ? 1 : 0;
    }
}
