namespace PortTop.Model;

/// <summary>Listeners and bound sockets stand inside the range: connect() gives their ports to nobody.</summary>
internal sealed class HeldPortsRule : ICauseRule
{
    private const double LeastShare = .1;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var ledger = facts.Ledger;
        var held = !facts.IsTroubled || facts.Pool.Key.Kind == PoolKind.Bind || facts.Pool.Key.Protocol == Protocol.Udp ? 0 : Count(facts.Snapshot.Ports);
        if (held == 0 || held < LeastShare * ledger.Range)
        {
            return null;
        }

        var then = Fitting.In(facts, ledger.Capacity + held);
        return Make(facts.Snapshot, held, ledger.Range, Fitting.Weight(then) - .02, $"; without them: {Say.Prospect(then)}");
    }

    /// <summary>The cause where no port is left for anybody; null where that has other reasons.</summary>
    internal static Cause? WithoutPools(Snapshot snapshot)
    {
        var held = Count(snapshot.Ports);
        return held > 0 && snapshot.Ports.Usable <= 0 ? Make(snapshot, held, snapshot.Ports.Range.Size, (double)held / snapshot.Ports.Range.Size, string.Empty) : null;
    }

    private static Cause Make(Snapshot snapshot, int held, int range, double weight, string then)
    {
        var who = snapshot.Owners.Owners.OrderByDescending(static owner => owner.Bound).FirstOrDefault(static owner => owner.Bound > 0);
        return new Cause(
            CauseKind.HeldPorts,
            weight,
            $"{Say.Count(held)} of {Say.Ports(range)} are held by listeners and bound sockets",
            [
                $"{Say.Count(snapshot.Ports.Listening)} with a listener, {Say.Count(snapshot.Ports.BoundFirst)} bound{(who is null ? string.Empty : $", {Say.Count(who.Bound)} of them by {OwnerText.Describe(who.Owner)}")}{then}",
            ]);
    }

    private static int Count(PortSpace ports)
    {
        var found = new PortSet();
        foreach (var holder in ports.Listeners.Concat(ports.Bound.Holders.Where(static holder => holder.Kind != HolderKind.Chosen)))
        {
            if (ports.IsEphemeral(holder.Port))
            {
                found.Add(holder.Port);
            }
        }

        return found.Count;
    }
}
