using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Finds which rule a pool is of, and so which ports it can be given.</summary>
/// <param name="rules">The rules, null where they are not known.</param>
/// <param name="interfaces">The interfaces.</param>
internal sealed class NatRuleBook(IReadOnlyList<NatRule>? rules, IReadOnlyList<NatInterface> interfaces)
{
    /// <summary>The range of a pool and the first rule that it may be of.</summary>
    internal (PortRange Range, NatRule? Rule) Find(NatGroup group, in PoolKey pool)
    {
        var usual = UsualRange(group.Ports);
        if (rules is null)
        {
            return (usual, null);
        }

        var source = group.Clients.Count > 0 ? group.Clients[0].Address : (IpAddress?)null;
        var outInterface = interfaces.FirstOrDefault(candidate => candidate.Address == group.Key.Source)?.Name;
        foreach (var rule in rules)
        {
            // Ports that lie elsewhere were given by another rule.
            if (rule.MayBeOf(pool, source, outInterface)
                && (!rule.IsMasquerade || outInterface is not null || interfaces.Count == 0)
                && (rule.Ports is not { } ports || NatGroup.CountIn(group.Translated, ports) * 2 > group.Translated.Length))
            {
                return (rule.Ports ?? usual, rule);
            }
        }

        return (usual, null);
    }

    /// <summary>The bridge of containers that all the clients are on, null for none.</summary>
    internal string? BridgeOf(IReadOnlyList<NatClient> clients)
    {
        string? name = null;
        foreach (var client in clients)
        {
            // The bridge's own address is the machine itself.
            var bridge = interfaces.FirstOrDefault(candidate => candidate.IsOfContainers && candidate.Address != client.Address && candidate.Network.Contains(client.Address))?.Name;
            if (bridge is null || (name is not null && name != bridge))
            {
                return null;
            }

            name = bridge;
        }

        return name;
    }

    /// <summary>Where no rule names ports each flow stays in the class of its original port; most are of one.</summary>
    private static PortRange UsualRange(ReadOnlySpan<ushort> ports)
    {
        var best = NatRange.Usual;
        var most = NatGroup.CountIn(ports, best);
        foreach (var candidate in (ReadOnlySpan<PortRange>)[NatRange.ByClass(1), NatRange.ByClass(512)])
        {
            var count = NatGroup.CountIn(ports, candidate);
            (best, most) = count > most ? (candidate, count) : (best, most);
        }

        return best;
    }
}
