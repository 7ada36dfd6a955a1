namespace PortTop.Model;

/// <summary>Much of the range is reserved, for whoever asks for those ports by number.</summary>
internal sealed class ReservedPortsRule : ICauseRule
{
    private const double LeastShare = .2;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var ledger = facts.Ledger;
        if (!facts.IsTroubled || ledger.Reserved < LeastShare * ledger.Range)
        {
            return null;
        }

        var then = Fitting.In(facts, ledger.Capacity + ledger.Reserved);
        return new Cause(
            CauseKind.ReservedPorts,
            Fitting.Weight(then) - .01,
            $"{Say.Count(ledger.Reserved)} of {Say.Ports(ledger.Range)} are reserved",
            [$"ip_local_reserved_ports is {facts.Snapshot.Ports.Settings.ReservedText}; without it: {Say.Prospect(then)}"]);
    }

    /// <summary>The cause where no port is left for anybody; null where none is reserved.</summary>
    internal static Cause? WithoutPools(Snapshot snapshot)
        => snapshot.Ports.Reserved == 0 ? null : new Cause(
            CauseKind.ReservedPorts,
            (double)snapshot.Ports.Reserved / snapshot.Ports.Range.Size,
            $"{Say.Count(snapshot.Ports.Reserved)} of {Say.Ports(snapshot.Ports.Range.Size)} are reserved",
            [$"ip_local_reserved_ports is {snapshot.Ports.Settings.ReservedText}"]);
}
