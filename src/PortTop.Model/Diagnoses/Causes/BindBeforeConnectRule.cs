namespace PortTop.Model;

/// <summary>Ports are taken by bind() before connect(): each is gone for every target, and all targets share one pool.</summary>
internal sealed class BindBeforeConnectRule : ICauseRule
{
    private const double LeastShare = .2;
    private const double NearlyAll = .9;

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

        // A pool's own sockets may be bound first too: they are no loss to it, and yet all targets share their ports.
        var bound = Count(facts.Snapshot);
        var share = (double)bound / Math.Max(1, ledger.Range);
        if (share < LeastShare)
        {
            return null;
        }

        // Where hardly a port is left to anybody else nothing explains more, but for a range that is tiny anyhow.
        var others = Fitting.Weight(Fitting.In(facts, ledger.Capacity + ledger.BoundFirst + ledger.Suspected));
        return Make(facts.Snapshot, bound, share >= NearlyAll ? .98 : Math.Max(Math.Min(.96, .7 + (.4 * share)), others - .01));
    }

    /// <summary>The cause where no port is left for anybody; null where that has other reasons.</summary>
    internal static Cause? WithoutPools(Snapshot snapshot)
        => Count(snapshot) is > 0 and var bound ? Make(snapshot, bound, (double)bound / snapshot.Ports.Range.Size) : null;

    /// <summary>
    /// The ports that connected sockets took with bind(): the application chose them, the kernel answered so, or all signs say so.
    /// </summary>
    private static int Count(Snapshot snapshot)
    {
        var chosen = new HashSet<ushort>();
        foreach (var holder in snapshot.Ports.Bound.Holders)
        {
            if (holder.Kind == HolderKind.Chosen && snapshot.Ports.IsEphemeral(holder.Port))
            {
                _ = chosen.Add(holder.Port);
            }
        }

        return chosen.Count + snapshot.Asking.Held + snapshot.Suspected;
    }

    private static Cause Make(Snapshot snapshot, int bound, double weight)
    {
        var who = NoPortText.Most(snapshot, static owner => owner.Suspected + owner.Bound);
        var isGuess = snapshot.Suspected * 2 > bound;
        return new Cause(
            CauseKind.BindBeforeConnect,
            weight,
            $"{(who is null ? "somebody" : OwnerText.Describe(who.Owner))} {(isGuess ? "by all signs " : string.Empty)}binds before it connects",
            [$"{Say.Ports(bound)} of {Say.Count(snapshot.Ports.Range.Size)} were {(isGuess ? "by all signs " : string.Empty)}taken by bind() and are gone for every target"]);
    }

    private static IEnumerable<string> Majority(DiagnosisFacts facts)
    {
        if (facts.Pool.Holder is { } holder && holder.Sockets * 2 > facts.Ledger.Used)
        {
            yield return $"{OwnerText.Describe(holder.Owner)} has most of them";
        }
    }
}
