namespace PortTop.Model;

/// <summary>
/// The other local addresses for the target of a pool. The kernel chooses the source by the route before it looks for a port and tries no
/// other one: an application has to bind to it (with IP_BIND_ADDRESS_NO_PORT).
/// </summary>
/// <param name="snapshot">The poll.</param>
public sealed class SiblingAddresses(Snapshot snapshot)
{
    /// <summary>The addresses that could reach the target of <paramref name="pool"/> too, those with the most ports first.</summary>
    public IReadOnlyList<SiblingAddress> Of(PoolKey pool)
    {
        var addresses = pool.IsTcpConnect ? Fitting(pool) : [];
        if (addresses.Count == 0)
        {
            return [];
        }

        var known = new Dictionary<IpAddress, PoolSample>();
        for (var i = 0; i < snapshot.Pools.Count; i++)
        {
            var sample = snapshot.Pools[i];
            if (sample.Key.IsTcpConnect && sample.Key.Port == pool.Port && sample.Key.Interface == pool.Interface && sample.Key.Destination == pool.Destination)
            {
                known[sample.Key.Source] = sample;
            }
        }

        var untouched = Untouched();
        return [.. addresses
            .Select(address => (Address: address, Pool: known.GetValueOrDefault(address)))
            .Select(found => new SiblingAddress(found.Address, (found.Pool?.Ledger ?? untouched).Free, (found.Pool?.Ledger ?? untouched).FreeLower) { Pool = found.Pool })
            .OrderByDescending(static sibling => sibling.Free)
            .ThenBy(static sibling => sibling.Address)];
    }

    private PoolLedger Untouched()
    {
        var ports = snapshot.Ports;
        return new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, snapshot.BoundFirst, 0)
        {
            Suspected = Math.Min(snapshot.Suspected, ports.Usable - snapshot.Asking.Held),
            FreeLower = snapshot.FreeForAnyLower,
        };
    }

    /// <summary>
    /// Of the same family, the same reach and the same interface: what only this machine or only one link knows answers nobody else, and an
    /// address of a bridge of containers does not reach what lies behind another interface.
    /// </summary>
    private List<IpAddress> Fitting(PoolKey pool)
    {
        var fitting = new List<IpAddress>();
        var own = snapshot.Surroundings.Addresses.Where(local => local.Address == pool.Source).Select(static local => (uint?)local.Interface).FirstOrDefault();
        foreach (var local in snapshot.Surroundings.Addresses)
        {
            if (local.Address != pool.Source
                && (own is null || own == local.Interface)
                && local.Address.IsIPv4 == pool.Destination.IsIPv4
                && local.Address.IsLoopback == pool.Destination.IsLoopback
                && local.Address.IsLinkLocalIPv6 == pool.Destination.IsLinkLocalIPv6
                && (!local.Address.IsLinkLocalIPv6 || local.Interface == pool.Interface)
                && !fitting.Contains(local.Address))
            {
                fitting.Add(local.Address);
            }
        }

        return fitting;
    }
}
