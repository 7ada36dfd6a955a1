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

    /// <summary>Those of them that bind() holds, as the kernel answered.</summary>
    internal int UsedHeld;

    /// <summary>Those of them at an even offset that bind() holds, as the kernel answered.</summary>
    internal int UsedHeldEven;

    /// <summary>Those of them on which a socket of some pool leaves a doubt of how it came to its port.</summary>
    internal int UsedDoubtful;

    /// <summary>Those of the doubtful ones that no evidence clears.</summary>
    internal int UsedUncleared;

    /// <summary>Its sockets on ports for which no doubt is left, and those of them on ports that bind() holds.</summary>
    internal int Settled;
    internal int SettledHeld;

    /// <summary>Sockets of it that a sample counts, while one is taken.</summary>
    internal int Sampled;

    /// <summary>
    /// Its sockets on ports that are held for every target alike: chosen by the application, or taken by a bind owner since.
    /// </summary>
    internal int Chosen;

    /// <summary>Ports in TIME-WAIT that the kernel gives out again.</summary>
    internal int Reclaimable;

    /// <summary>Those of them that bind() holds: they are given out again to nobody.</summary>
    internal int ReclaimableHeld;

    /// <summary>Its sockets that by all signs took their ports with bind().</summary>
    internal int Suspects;

    /// <summary>Ports that it uses because sockets of other pools do.</summary>
    internal int Shared;

    /// <summary>The inode and the place of one of its sockets that is open; 0 for none.</summary>
    internal uint AliveInode;
    internal int AliveSocket;

    /// <summary>The part of the range that its program may use; null for all of it, and where that is not known.</summary>
    internal PortRange? OwnRange;

    /// <summary>The poll at which that was asked, 0 for none.</summary>
    internal int OwnRangeAsked;

    /// <summary>How many of its ports lie in that part.</summary>
    internal int UsedOwn;

    /// <summary>What is remembered of that part.</summary>
    internal PoolWatch? OwnWatch;

    /// <summary>One of its sockets has a port that its program chose with bind(): no listener accepted that.</summary>
    internal bool HasChosen;

    /// <summary>The lowest of its ports.</summary>
    internal FewPorts Lowest;

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
        ForgetDoubts();
        Reclaimable = 0;
        Opened = 0;
        Suspects = 0;
        Shared = 0;
        Chosen = 0;
        Lowest = default;
        (AliveInode, UsedOwn, HasChosen) = (0, 0, false);
        States = default;
    }

    /// <summary>Forgets what was counted of ports that are held, suspected or in doubt.</summary>
    internal void ForgetDoubts()
    {
        (UsedSuspect, UsedSuspectEven, UsedHeld, UsedHeldEven) = (0, 0, 0, 0);
        (UsedDoubtful, UsedUncleared, Settled, SettledHeld, ReclaimableHeld) = (0, 0, 0, 0, 0);
    }

    /// <summary>Counts a port that this pool uses.</summary>
    internal void Use(bool isEven)
    {
        Used++;
        UsedEven += isEven ? 1 : 0;
    }
}
