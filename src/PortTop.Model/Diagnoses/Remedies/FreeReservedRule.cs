namespace PortTop.Model;

/// <summary>Reserved ports go back to everybody.</summary>
internal sealed class FreeReservedRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.ReservedPorts) ? null : Make(facts.Snapshot.Ports) with { Then = Fitting.In(facts, facts.Ledger.Capacity + facts.Ledger.Reserved) };

    /// <summary>What can be done where no port is left for anybody; null where none is reserved.</summary>
    internal static Remedy? WithoutPools(Snapshot snapshot) => snapshot.Ports.Reserved > 0 ? Make(snapshot.Ports) with { ThenText = $"{Say.Ports(snapshot.Ports.Reserved)} free" } : null;

    private static Remedy Make(PortSpace ports) => new(RemedyKind.FreeReserved, "give the reserved ports back", "who reserved them may find them taken")
    {
        Steps = [RemedyStep.Change(RangeOffer.SetReserved(new PortSet()))],
        Undo = RangeOffer.SetReserved(ports.Settings.Reserved),
        IsUndoCommand = true,
    };
}
