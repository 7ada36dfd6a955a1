using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What the kernel answered when a person asked it for a port of a pool, and the counts of that moment: it holds while no socket comes or goes that could change it.</summary>
/// <param name="IsGiven">A port was given; otherwise none was left.</param>
/// <param name="Come">Sockets that had come by then, over all pools.</param>
/// <param name="Gone">Sockets that had gone by then.</param>
/// <param name="Usable">The ports that were held against nobody.</param>
internal readonly record struct PoolProof(bool IsGiven, long Come, long Gone, int Usable)
{
    /// <summary>The ports that can be free at most by it; null where it does not tell.</summary>
    internal int? FreeUpper(in PoolChanges changes, PortSpace ports) => IsGiven || ports.Usable != Usable ? null : (int)Math.Min(int.MaxValue, changes.Gone - Gone);

    /// <summary>A port is free for certain.</summary>
    internal bool ProvesFree(in PoolChanges changes, PortSpace ports) => IsGiven && ports.Usable == Usable && changes.Come == Come;
}
