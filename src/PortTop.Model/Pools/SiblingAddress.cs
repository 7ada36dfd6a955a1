namespace PortTop.Model;

/// <summary>Another local address from which the same target could be reached, with ports of its own.</summary>
/// <param name="Address">The address.</param>
/// <param name="Free">How many ports it could still be given towards the target.</param>
public readonly record struct SiblingAddress(IpAddress Address, int Free)
{
    /// <summary>
    /// The other local addresses for the target of <paramref name="pool"/>, those with the most ports first. The kernel chooses the source
    /// by the route before it looks for a port and tries no other one: an application has to bind to it (with IP_BIND_ADDRESS_NO_PORT).
    /// </summary>
    public static IReadOnlyList<SiblingAddress> Of(Snapshot snapshot, PoolKey pool)
    {
        if (!pool.HasDestination)
        {
            return [];
        }

        var free = new Dictionary<IpAddress, int>();
        foreach (var sample in snapshot.Pools)
        {
            if (sample.Key with { Source = pool.Source } == pool)
            {
                free[sample.Key.Source] = sample.Ledger.Free;
            }
        }

        var untouched = Math.Max(0, snapshot.Ports.Usable - snapshot.Suspected);
        return [.. snapshot.Surroundings.Addresses
            .Where(local => local.Address != pool.Source && IsFit(local, pool))
            .Select(static local => local.Address)
            .Distinct()
            .Select(address => new SiblingAddress(address, free.GetValueOrDefault(address, untouched)))
            .OrderByDescending(static sibling => sibling.Free)
            .ThenBy(static sibling => sibling.Address)];
    }

    /// <summary>Of the same family and the same reach: what only this machine or only one link knows answers nobody else.</summary>
    private static bool IsFit(LocalAddress local, PoolKey pool)
        => local.Address.IsIPv4 == pool.Destination.IsIPv4
            && local.Address.IsLoopback == pool.Destination.IsLoopback
            && local.Address.IsLinkLocalIPv6 == pool.Destination.IsLinkLocalIPv6
            && (!local.Address.IsLinkLocalIPv6 || local.Interface == pool.Interface);
}
