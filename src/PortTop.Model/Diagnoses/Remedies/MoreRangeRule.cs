namespace PortTop.Model;

/// <summary>A wider range, with the listeners that stand in its way reserved first.</summary>
internal sealed class MoreRangeRule : IRemedyRule
{
    private static readonly PortRange NodePorts = new(30000, 32767);

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        // Of a leak and a storm more ports are more of the same, a little later.
        if (facts.Range is not { } offer || causes.Contains(CauseKind.OwnRange) || (causes.Contains(CauseKind.DescriptorLimit) && !facts.IsTroubled) || (causes.Contains(CauseKind.Conntrack) && !facts.IsTroubled))
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
            Then = Then(facts.Flow, offer.Usable - ports.Usable).Foresee(),
        };
    }

    /// <summary>The same load with so many more ports.</summary>
    internal static PoolFlow Then(PoolFlow flow, int more) => flow with { Capacity = flow.Capacity + more };

    private static bool IsWithNodePorts(RangeOffer offer, PortSpace ports)
        => offer.Range.Low <= NodePorts.Low && ports.Range.Low > NodePorts.Low && offer.Reserved.CountIn(NodePorts) < NodePorts.Size;
}
