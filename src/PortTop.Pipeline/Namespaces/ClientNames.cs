using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Which namespace an address is of, so that who is behind NAT has a name: the flows that a router translates come from pods and containers
/// next to it.
/// </summary>
/// <param name="places">The namespaces.</param>
internal sealed class ClientNames(IReadOnlyList<NamespaceSample> places)
{
    private Dictionary<IpAddress, string?>? _names;

    /// <summary>The pool with the names of who is behind it, where it is of NAT.</summary>
    internal PoolSample Name(PoolSample pool) => pool.Nat is not { } nat ? pool : pool with
    {
        Nat = nat with { Clients = [.. nat.Clients.Select(client => client with { Namespace = Of(client.Address) })] },
    };

    private string? Of(IpAddress address) => (_names ??= Read()).GetValueOrDefault(address);

    /// <summary>An address that several namespaces have is of none for certain.</summary>
    private Dictionary<IpAddress, string?> Read()
    {
        var names = new Dictionary<IpAddress, string?>();
        foreach (var place in places)
        {
            foreach (var address in (place.Reading?.Surroundings.Addresses ?? []).Select(static local => local.Address).Where(static address => !address.IsLoopback).Distinct())
            {
                names[address] = names.ContainsKey(address) ? null : place.Place.Label;
            }
        }

        return names;
    }
}
