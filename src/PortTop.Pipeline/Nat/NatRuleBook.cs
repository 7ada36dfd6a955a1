using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Finds which rule a pool is of, and so which ports it can be given.</summary>
/// <param name="rules">The rules, null where they are not known.</param>
/// <param name="interfaces">The interfaces.</param>
internal sealed class NatRuleBook(IReadOnlyList<NatRule>? rules, IReadOnlyList<NatInterface> interfaces)
{
    /// <summary>
    /// The range of a pool, the rule that gives it, and whether that is certain. Where several rules name ports for the same address the
    /// fullest of their ranges counts: it is the one that runs out. A rule that names none is taken only where the ports lie elsewhere, for
    /// rules may hang on marks that nobody sees here.
    /// </summary>
    internal (PortRange Range, NatRule? Rule, bool IsCertain) Find(NatGroup group, PoolKey pool)
    {
        var usual = UsualRange(group.Ports);
        if (rules is null)
        {
            return (usual, null, false);
        }

        var outInterface = interfaces.FirstOrDefault(candidate => candidate.Address == group.Key.Source)?.Name;
        NatRule[] possible =
        [
            .. rules.Where(rule => (!rule.IsMasquerade || outInterface is not null || interfaces.Count == 0)
                && (group.Clients.Count == 0 ? rule.MayBeOf(pool, null, outInterface) : group.Clients.Any(client => rule.MayBeOf(pool, client.Address, outInterface)))),
        ];
        NatRule[] named = [.. possible.Where(rule => rule.Ports is { } ports && NatGroup.CountIn(group.Translated, ports) > 0)];
        var covered = group.Translated.Count(port => Array.Exists(named, rule => rule.Ports!.Value.Contains(port)));
        if (covered * 2 > group.Translated.Length)
        {
            var fullest = named.MaxBy(rule => (double)NatGroup.CountIn(group.Translated, rule.Ports!.Value) / rule.Ports!.Value.Size)!;
            return (fullest.Ports!.Value, fullest, named.DistinctBy(static rule => rule.Ports).Count() == 1 && covered == group.Translated.Length);
        }

        NatRule[] open = [.. possible.Where(static rule => rule.Ports is null)];
        var given = Array.Find(open, static rule => !rule.IsConditional) ?? (open.Length > 0 ? open[0] : null);
        return (usual, given, given is { IsConditional: false });
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
