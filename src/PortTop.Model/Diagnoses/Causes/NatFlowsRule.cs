namespace PortTop.Model;

/// <summary>So many flows towards one destination are translated at once that the ports of one NAT address do not suffice.</summary>
internal sealed class NatFlowsRule : ICauseRule
{
    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (!facts.IsTroubled || facts.Pool.Nat is not { } use)
        {
            return null;
        }

        var alive = facts.Ledger.Used - facts.TimeWait;
        return new Cause(
            CauseKind.NatFlows,
            Math.Min(.9, facts.ShareOf(alive)),
            "more flows are translated towards this destination than one NAT address has ports for",
            [$"{Say.Count(alive)} flows are open of {Say.Ports(facts.Ledger.Capacity)}, of {Say.Count(use.ClientCount)} original {(use.ClientCount == 1 ? "source" : "sources")}: {OwnerText.Describe(use)}"]);
    }
}
