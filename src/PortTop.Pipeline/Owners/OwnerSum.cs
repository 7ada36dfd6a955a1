using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What one owner takes, as it is summed up.</summary>
internal sealed class OwnerSum(Owner owner)
{
    private readonly List<(PoolKey Pool, int Sockets)> _targets = [];
    private readonly HashSet<ushort> _bound = [];
    private StateCounts _states;
    private int _ports;
    private int _estimated;
    private int _towards;

    /// <summary>Adds its share of a pool.</summary>
    internal void Add(PoolKey pool, PoolOwner share)
    {
        _ports += share.Sockets;
        _estimated += share.Estimated;
        _states.Add(share.States);
        _towards += pool.HasDestination ? 1 : 0;
        _targets.Add((pool, share.Sockets));
    }

    /// <summary>Adds a port that it has bound.</summary>
    internal void AddBound(ushort port) => _bound.Add(port);

    /// <summary>The sample.</summary>
    /// <param name="targets">How many pools with a destination there are.</param>
    internal OwnerSample Read(int targets)
    {
        _targets.Sort(static (x, y) => y.Sockets != x.Sockets ? y.Sockets.CompareTo(x.Sockets) : x.Pool.CompareTo(y.Pool));
        return new OwnerSample(owner)
        {
            Ports = _ports,
            Estimated = _estimated,
            States = _states,
            Pools = _targets.Count,
            Targets = [.. _targets.Take(OwnerSample.MostPools)],
            Bound = _bound.Count,
            AlsoHurt = _bound.Count > 0 ? Math.Max(0, targets - _towards) : 0,
        };
    }
}
