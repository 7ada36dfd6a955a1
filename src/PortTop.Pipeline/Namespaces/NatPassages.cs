using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Finds which pools of sockets leave through which NAT pool, by their source among those who are behind it. Where the destination is
/// translated too, as that of a Kubernetes service is, nothing is found.
/// </summary>
internal static class NatPassages
{
    /// <summary>The pools, each with the NAT that it leaves through; the same list where there is none.</summary>
    internal static IReadOnlyList<PoolSample> Apply(IReadOnlyList<PoolSample> pools)
    {
        var passages = new Dictionary<(Protocol Protocol, IpAddress Source, IpAddress Destination, ushort Port), NatPassage>();
        foreach (var pool in pools)
        {
            if (pool.Nat is not { } nat)
            {
                continue;
            }

            foreach (var client in nat.Clients)
            {
                passages[(pool.Key.Protocol, client.Address, pool.Key.Destination, pool.Key.Port)]
                    = new NatPassage(pool.Key, pool.Namespace, pool.Ledger, pool.Status.Condition >= PoolCondition.AtRisk);
            }
        }

        return passages.Count == 0 ? pools : [.. pools.Select(pool
            => pool.Key.IsTcpConnect && passages.TryGetValue((pool.Key.Protocol, pool.Key.Source, pool.Key.Destination, pool.Key.Port), out var passage) ? pool with { Passage = passage } : pool)];
    }
}
