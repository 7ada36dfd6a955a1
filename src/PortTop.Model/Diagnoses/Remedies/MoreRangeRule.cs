namespace PortTop.Model;

/// <summary>A wider range, with the listeners that stand in its way reserved first.</summary>
internal sealed class MoreRangeRule : IRemedyRule
{
    private static readonly PortRange NodePorts = new(30000, 32767);

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        // It is no port of the range that is missing where a program has a range of its own, or where the pool is well and something else is not.
        var isElsewhere = causes.Contains(CauseKind.OwnRange) || (!facts.IsTroubled && (causes.Contains(CauseKind.DescriptorLimit) || causes.Contains(CauseKind.Conntrack)));
        if (isElsewhere || facts.Range is not { } offer)
        {
            return null;
        }

        var ports = facts.Snapshot.Ports;
        const string Risk = "a service that starts later may find its port taken";
        return new Remedy(RemedyKind.MoreRange, $"more ports: {offer.Range.Low}-{offer.Range.High}", IsWithNodePorts(offer, ports) ? Risk + "; node ports too" : Risk)
        {
            Steps = [.. offer.Commands().Select(RemedyStep.Change)],
            Undo = offer.Undo(ports.Settings),
            IsUndoCommand = true,
            Then = Fitting.In(facts, facts.Ledger.Capacity + offer.Gain),
        };
    }

    private static bool IsWithNodePorts(RangeOffer offer, PortSpace ports)
        => offer.Range.Low <= NodePorts.Low && ports.Range.Low > NodePorts.Low && offer.Reserved.CountIn(NodePorts) < NodePorts.Size;
}
