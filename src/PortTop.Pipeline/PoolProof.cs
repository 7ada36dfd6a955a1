using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What the kernel answered when a person asked it for a port of a pool, and the counts of that moment: it holds while no socket comes or
/// goes that could change it, and for a few polls.
/// </summary>
/// <param name="IsGiven">A port was given; otherwise none was left.</param>
/// <param name="Come">Sockets that had come by then, over all pools.</param>
/// <param name="Gone">Sockets that had gone by then.</param>
/// <param name="Usable">The ports that were held against nobody.</param>
/// <param name="Reclaimable">The pool's ports in TIME-WAIT that were given out again.</param>
/// <param name="Poll">The number of the poll before the answer.</param>
internal readonly record struct PoolProof(bool IsGiven, long Come, long Gone, int Usable, int Reclaimable, int Poll)
{
    /// <summary>Sockets that come and go between two polls are not counted: an answer is not believed for longer.</summary>
    private const int MostPolls = 5;

    /// <summary>The ports that can be free at most by it; null where it does not tell.</summary>
    internal int? FreeUpper(in PoolChanges changes, PortSpace ports, int reclaimable, int poll)
        => IsGiven || !IsValid(ports, poll) ? null
        : (int)Math.Min(int.MaxValue, changes.Gone - Gone + Math.Max(0, reclaimable - Reclaimable));

    /// <summary>A port is free for certain.</summary>
    internal bool ProvesFree(in PoolChanges changes, PortSpace ports, int poll) => IsGiven && IsValid(ports, poll) && changes.Come == Come;

    private bool IsValid(PortSpace ports, int poll) => ports.Usable == Usable && poll - Poll <= MostPolls;
}
