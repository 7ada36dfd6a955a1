namespace PortTop.Model;

/// <summary>
/// The other local addresses for the target of a pool. The kernel chooses the source by the route before it looks for a port and tries no
/// other one: an application has to bind to it (with IP_BIND_ADDRESS_NO_PORT).
/// </summary>
/// <param name="snapshot">The poll.</param>
public sealed class SiblingAddresses(Snapshot snapshot)
{
    private Dictionary<(IpAddress Destination, ushort Port, uint Interface), List<PoolSample>>? _byTarget;

    /// <summary>The addresses that could reach the target of <paramref name="pool"/> too, those with the most ports first.</summary>
    public IReadOnlyList<SiblingAddress> Of(PoolKey pool)
    {
        if (!pool.HasDestination || snapshot.Surroundings.Addresses.Count == 0)
        {
            return [];
        }

        _byTarget ??= Index(snapshot.Pools);
        var ports = snapshot.Ports;
        var untouched = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst, 0)
        {
            Suspected = Math.Min(snapshot.Suspected, ports.Usable),
            FreeLower = ports.Bound.IsCertain ? Math.Max(0, ports.Usable - snapshot.Doubtful - (ports.MayMissOne ? 1 : 0)) : null,
        };
        var known = _byTarget.GetValueOrDefault(TargetOf(pool), []).ToDictionary(static sample => sample.Key.Source, static sample => sample.Ledger);
        return [.. snapshot.Surroundings.Addresses
            .Where(local => local.Address != pool.Source && IsFit(local, pool))
            .Select(static local => local.Address)
            .Distinct()
            .Select(address => (Address: address, Ledger: known.GetValueOrDefault(address, untouched)))
            .Select(static found => new SiblingAddress(found.Address, found.Ledger.Free, found.Ledger.FreeLower))
            .OrderByDescending(static sibling => sibling.Free)
            .ThenBy(static sibling => sibling.Address)];
    }

    private static Dictionary<(IpAddress, ushort, uint), List<PoolSample>> Index(IReadOnlyList<PoolSample> pools)
    {
        var index = new Dictionary<(IpAddress, ushort, uint), List<PoolSample>>();
        foreach (var pool in pools.Where(static pool => pool.Key.HasDestination))
        {
            if (!index.TryGetValue(TargetOf(pool.Key), out var list))
            {
                index.Add(TargetOf(pool.Key), list = []);
            }

            list.Add(pool);
        }

        return index;
    }

    private static (IpAddress Destination, ushort Port, uint Interface) TargetOf(PoolKey key) => (key.Destination, key.Port, key.Interface);

    /// <summary>Of the same family and the same reach: what only this machine or only one link knows answers nobody else.</summary>
    private static bool IsFit(LocalAddress local, PoolKey pool)
        => local.Address.IsIPv4 == pool.Destination.IsIPv4
            && local.Address.IsLoopback == pool.Destination.IsLoopback
            && local.Address.IsLinkLocalIPv6 == pool.Destination.IsLinkLocalIPv6
            && (!local.Address.IsLinkLocalIPv6 || local.Interface == pool.Interface);
}
