using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sums over the pools of one poll what each owner has of them.</summary>
internal sealed class OwnerSums
{
    private readonly Dictionary<int, OwnerSum> _sums = [];
    private readonly HashSet<PoolKey> _added = [];

    /// <summary>How many pools with a destination there are.</summary>
    internal int Targets { get; private set; }

    /// <summary>Everyone who was summed up.</summary>
    internal IReadOnlyDictionary<int, OwnerSum> All => _sums;

    /// <summary>Begins anew: all pools follow.</summary>
    internal void Begin()
    {
        _sums.Clear();
        _added.Clear();
        Targets = 0;
    }

    /// <summary>
    /// Adds the shares of one pool, once. A bind pool counts what connect pools count too, and the IPv6 wildcard's of UDP what that of IPv4
    /// does: they add nothing.
    /// </summary>
    internal void Add(PoolKey pool, ReadOnlySpan<OwnerShare> shares)
    {
        if (pool.Kind != PoolKind.Connect || (!pool.HasDestination && !pool.Source.IsIPv4) || !_added.Add(pool))
        {
            return;
        }

        Targets += pool.HasDestination ? 1 : 0;
        foreach (ref readonly var share in shares)
        {
            Of(share.Owner).Add(pool, share);
        }
    }

    /// <summary>The sum of an owner, by the number that stands for all of its numbers.</summary>
    internal OwnerSum Of(int owner)
    {
        if (!_sums.TryGetValue(owner, out var sum))
        {
            _sums.Add(owner, sum = new OwnerSum());
        }

        return sum;
    }
}
