using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What one owner takes, as it is summed up.</summary>
internal sealed class OwnerSum
{
    private readonly (PoolKey Pool, int Sockets)[] _targets = new (PoolKey Pool, int Sockets)[OwnerSample.MostPools];
    private HashSet<ushort>? _bound;
    private StateCounts _states;
    private int _pools;
    private int _estimated;
    private int _towards;
    private int _suspected;
    private long _failed;

    /// <summary>Its sockets and bound ports together: by them owners are ranked.</summary>
    internal int Weight => Sockets + (_bound?.Count ?? 0);

    /// <summary>It fails to get a port now.</summary>
    internal bool IsFailing => _failed > 0;

    private int Sockets { get; set; }

    /// <summary>Adds its share of a pool.</summary>
    internal void Add(PoolKey pool, in OwnerShare share)
    {
        if (share.Sockets == 0)
        {
            return;
        }

        Sockets += share.Sockets;
        _estimated += share.Estimated;
        _states.Add(share.States);
        _towards += pool.HasDestination ? 1 : 0;
        Rank(pool, share.Sockets);
        _pools++;
    }

    /// <summary>Adds a port that it has bound.</summary>
    internal void AddBound(ushort port) => (_bound ??= []).Add(port);

    /// <summary>Adds sockets whose ports it seems to have bound.</summary>
    internal void AddSuspected(int count) => _suspected += count;

    /// <summary>Adds attempts that found no port.</summary>
    internal void AddFailed(long count) => _failed += count;

    /// <summary>The sample.</summary>
    /// <param name="owner">Who it is.</param>
    /// <param name="targets">How many pools with a destination there are.</param>
    /// <param name="seconds">Seconds since the poll before; null at the first, and where failures are not watched.</param>
    internal OwnerSample Read(Owner owner, int targets, double? seconds) => new(owner)
    {
        Ports = Sockets,
        Estimated = _estimated,
        States = _states,
        Pools = _pools,
        Targets = _targets[..Math.Min(_pools, _targets.Length)],
        Bound = _bound?.Count ?? 0,
        Suspected = _suspected,
        Failed = seconds > 0 ? _failed / seconds : null,
        AlsoHurt = _bound is not null || _suspected > 0 ? Math.Max(0, targets - _towards) : 0,
    };

    /// <summary>Keeps the pools with most of its sockets, in order.</summary>
    private void Rank(PoolKey pool, int sockets)
    {
        var place = Math.Min(_pools, _targets.Length);
        while (place > 0 && IsBefore(pool, sockets, _targets[place - 1]))
        {
            place--;
        }

        if (place < _targets.Length)
        {
            Array.Copy(_targets, place, _targets, place + 1, _targets.Length - place - 1);
            _targets[place] = (pool, sockets);
        }

        static bool IsBefore(PoolKey pool, int sockets, (PoolKey Pool, int Sockets) other)
            => sockets > other.Sockets || (sockets == other.Sockets && pool.CompareTo(other.Pool) < 0);
    }
}
