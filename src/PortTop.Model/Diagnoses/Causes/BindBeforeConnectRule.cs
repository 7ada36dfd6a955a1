namespace PortTop.Model;

/// <summary>Ports are taken by bind() before connect(): each is gone for every target, and all targets share one pool.</summary>
internal sealed class BindBeforeConnectRule : ICauseRule
{
    private const double LeastShare = .2;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var (ledger, key) = (facts.Ledger, facts.Pool.Key);
        if (!facts.IsTroubled || key.Protocol == Protocol.Udp)
        {
            return null;
        }

        if (key.Kind == PoolKind.Bind)
        {
            var demand = Say.Demand(facts.Pool.Demand);
            return new Cause(
                CauseKind.BindBeforeConnect,
                1,
                $"bind() before connect(): all targets share one pool of {(key.Source.IsWildcard ? "every address" : key.Source.ToString())}",
                [$"{Say.Count(ledger.Used)} of {Say.Count(ledger.Capacity)} ports on {key.Source} are taken, whatever the target{(demand is null ? string.Empty : "; " + demand)}", .. Majority(facts)]);
        }

        var chosen = facts.Snapshot.Ports.Bound.Holders.Count(holder => holder.Kind == HolderKind.Chosen && facts.Snapshot.Ports.IsEphemeral(holder.Port));

        // A pool's own sockets may be bound first too: they are no loss to it, and yet all targets share their ports.
        var bound = Math.Min(ledger.BoundFirst, chosen) + Math.Max(ledger.Suspected, facts.Snapshot.Suspected);
        var share = (double)bound / Math.Max(1, ledger.Range);
        if (share < LeastShare)
        {
            return null;
        }

        var who = facts.Snapshot.Owners.Owners.Where(static owner => owner.Suspected + owner.Bound > 0).OrderByDescending(static owner => owner.Suspected + owner.Bound).FirstOrDefault();
        return new Cause(
            CauseKind.BindBeforeConnect,
            Math.Max(Math.Min(.96, .7 + (.4 * share)), Fitting.Weight(Fitting.In(facts, ledger.Capacity + ledger.BoundFirst + ledger.Suspected)) - .01),
            $"{(who is null ? "somebody" : OwnerText.Describe(who.Owner))} binds before it connects",
            [$"{Say.Ports(bound)} of {Say.Count(ledger.Range)} were taken by bind() and are gone for every target"]);
    }

    private static IEnumerable<string> Majority(DiagnosisFacts facts)
    {
        if (facts.Pool.Holder is { } holder && holder.Sockets * 2 > facts.Ledger.Used)
        {
            yield return $"{OwnerText.Describe(holder.Owner)} has most of them";
        }
    }
}
