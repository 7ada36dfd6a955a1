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

        if (passages.Count == 0)
        {
            return pools;
        }

        var processes = new Dictionary<(Protocol Protocol, IpAddress Source, IpAddress Destination, ushort Port), string>();
        foreach (var pool in pools)
        {
            if (pool.Key.IsTcpConnect && pool.Holder?.Owner.Process is { } process)
            {
                processes[EndsOf(pool)] = process.Name;
            }
        }

        return [.. pools.Select(pool => pool switch
        {
            { Nat: { } nat } => pool with { Nat = nat with { Clients = [.. nat.Clients.Select(client => Name(client, pool))] } },
            { Key.IsTcpConnect: true } when passages.TryGetValue(EndsOf(pool), out var passage) => pool with { Passage = passage },
            _ => pool,
        })];

        NatClient Name(NatClient client, PoolSample pool)
            => client with
            {
                Process = processes.GetValueOrDefault((pool.Key.Protocol, client.Address, pool.Key.Destination, pool.Key.Port)),
            };
    }

    private static (Protocol Protocol, IpAddress Source, IpAddress Destination, ushort Port) EndsOf(PoolSample pool)
        => (pool.Key.Protocol, pool.Key.Source, pool.Key.Destination, pool.Key.Port);
}
