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
                $"bind() before connect(): all targets of {key.Source} share one pool",
                [$"{Say.Count(ledger.Used)} of {Say.Count(ledger.Capacity)} ports on {key.Source} are taken, whatever the target{(demand is null ? string.Empty : "; " + demand)}", $"{facts.Holder} has most of them"]);
        }

        var chosen = facts.Snapshot.Ports.Bound.Holders.Count(holder => holder.Kind == HolderKind.Chosen && facts.Snapshot.Ports.IsEphemeral(holder.Port));
        var bound = Math.Min(ledger.BoundFirst, chosen) + ledger.Suspected;
        var share = (double)bound / Math.Max(1, ledger.Range);
        if (share < LeastShare)
        {
            return null;
        }

        var who = facts.Snapshot.Owners.Owners.Where(static owner => owner.Suspected + owner.Bound > 0).OrderByDescending(static owner => owner.Suspected + owner.Bound).FirstOrDefault();
        return new Cause(
            CauseKind.BindBeforeConnect,
            Math.Max(Math.Min(.93, .7 + (.4 * share)), Fitting.Weight(Fitting.In(facts, ledger.Capacity + bound)) - .01),
            $"{(who is null ? "somebody" : OwnerText.Describe(who.Owner))} binds before it connects",
            [$"{Say.Ports(bound)} of {Say.Count(ledger.Range)} were taken by bind() and are gone for every target"]);
    }
}
