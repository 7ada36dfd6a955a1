using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes one snapshot of the machine out of those of its namespaces: all pools in one list.</summary>
internal static class MachineSnapshot
{
    /// <summary>Makes it.</summary>
    /// <param name="home">The reading of the first namespace.</param>
    /// <param name="places">All of them, the first included.</param>
    /// <param name="unseen">What is not seen of namespaces; null for nothing.</param>
    internal static Snapshot Make(Snapshot home, IReadOnlyList<NamespaceSample> places, Unseen? unseen)
    {
        var source = unseen is null ? home.Source : home.Source with { Unseen = Insert(home.Source.Unseen, unseen) };
        if (places.Count == 1)
        {
            return home with { Source = source, Pools = NatPassages.Apply(Label(home.Pools, places[0].Place.Label, isElsewhere: false)) };
        }

        var pools = new List<PoolSample>();
        var owners = new List<OwnerSample>();
        var holders = new Dictionary<uint, Owner>();
        var failures = default(FailureTotals?);
        var count = 0;
        PoolDetail? detail = null;
        var clients = new ClientNames(places);
        foreach (var place in places)
        {
            if (place.Reading is not { } reading)
            {
                continue;
            }

            pools.AddRange(Label(reading.Pools, place.Place.Label, isElsewhere: place.Place.Inode != places[0].Place.Inode).Select(clients.Name));
            owners.AddRange(reading.Owners.Owners);
            count += reading.Owners.Count;
            foreach (var (inode, owner) in reading.Owners.Holders)
            {
                holders[inode] = owner;
            }

            failures = Add(failures, reading.Failures);
            detail ??= place.IsFresh ? reading.Detail : null;
        }

        pools.Sort(PoolSeverity.Compare);
        owners.Sort(static (x, y) => (y.Ports + y.Bound).CompareTo(x.Ports + x.Bound) is var order && order != 0 ? order : x.Owner.Id.CompareTo(y.Owner.Id));
        return home with
        {
            Source = source,
            Pools = NatPassages.Apply(pools),
            Owners = new OwnerTable(owners, count, holders),
            Failures = failures,
            Detail = detail,
            Namespaces = places,
        };
    }

    /// <summary>
    /// Behind what is not watched at all stands first what is not looked at: where there is no room for all, the others give way.
    /// </summary>
    private static Unseen[] Insert(IReadOnlyList<Unseen> known, Unseen added)
        => [.. known.TakeWhile(static unseen => unseen.What == "failures"), added, .. known.SkipWhile(static unseen => unseen.What == "failures")];

    private static FailureTotals? Add(FailureTotals? sum, FailureTotals? more)
        => sum is not { } so || more is not { } further ? sum ?? more
            : new FailureTotals(so.Total + further.Total, so.Rate is null && further.Rate is null ? null : (so.Rate ?? 0) + (further.Rate ?? 0), so.Lost + further.Lost)
            {
                IsEstimated = so.IsEstimated || further.IsEstimated,
                ChosenPort = so.ChosenPort is null && further.ChosenPort is null ? null : (so.ChosenPort ?? 0) + (further.ChosenPort ?? 0),
            };

    private static IReadOnlyList<PoolSample> Label(IReadOnlyList<PoolSample> pools, string label, bool isElsewhere)
        => label == NamespacePlace.HostName && !isElsewhere ? pools : [.. pools.Select(pool => pool with { Namespace = label, IsElsewhere = isElsewhere })];
}
