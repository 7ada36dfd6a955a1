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
    private int _suspected;
    private long _failed;

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

    /// <summary>Adds sockets whose ports it seems to have bound.</summary>
    internal void AddSuspected(int count) => _suspected += count;

    /// <summary>Adds attempts that found no port.</summary>
    internal void AddFailed(long count) => _failed += count;

    /// <summary>The sample.</summary>
    /// <param name="targets">How many pools with a destination there are.</param>
    /// <param name="seconds">Seconds since the poll before; null at the first, and where failures are not watched.</param>
    internal OwnerSample Read(int targets, double? seconds)
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
            Suspected = _suspected,
            Failed = seconds > 0 ? _failed / seconds : null,
            AlsoHurt = _bound.Count + _suspected > 0 ? Math.Max(0, targets - _towards) : 0,
        };
    }
}
