namespace PortTop.Model;

/// <summary>
/// The pools that decide too whether a connection to a target gets a port: what bind() draws from on its source address where somebody
/// there binds before it connects, UDP,
/// whose ports are the same for every target, and the NAT in between.
/// </summary>
public static class DecidingPools
{
    /// <summary>Those of <paramref name="all"/> that decide beside <paramref name="targets"/>, in their order.</summary>
    /// <param name="targets">The pools of a target; empty where nobody is connected to it.</param>
    /// <param name="all">All pools, worst first.</param>
    /// <param name="home">The network namespace that is asked about where there is no pool of the target.</param>
    public static IReadOnlyList<PoolSample> Beside(IReadOnlyList<PoolSample> targets, IReadOnlyList<PoolSample> all, uint home)
    {
        var places = new HashSet<uint>();
        var sources = new HashSet<(uint, IpAddress)>();
        var passages = new HashSet<PoolKey>();
        var keys = new HashSet<PoolKey>();
        foreach (var target in targets)
        {
            _ = keys.Add(target.Key);
            _ = places.Add(target.Key.NetworkNamespace);
            _ = sources.Add((target.Key.NetworkNamespace, target.Key.Source));
            if (target.Passage is { } passage)
            {
                _ = passages.Add(passage.Pool);
            }
        }

        if (targets.Count == 0)
        {
            _ = places.Add(home);
        }

        var beside = new List<PoolSample>();
        for (var i = 0; i < all.Count; i++)
        {
            var key = all[i].Key;
            var decides = key.IsNat ? passages.Contains(key)
                : !key.IsTcpConnect && places.Contains(key.NetworkNamespace)
                && (key.Source.IsWildcard || sources.Contains((key.NetworkNamespace, key.Source)));
            if (decides && !keys.Contains(key))
            {
                beside.Add(all[i]);
            }
        }

        return beside;
    }
}
