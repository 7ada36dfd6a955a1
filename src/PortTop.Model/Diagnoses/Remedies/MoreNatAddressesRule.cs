namespace PortTop.Model;

/// <summary>Several addresses for source NAT: each has ports of its own towards every destination.</summary>
internal sealed class MoreNatAddressesRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.NatFlows) && !causes.Contains(CauseKind.NatTimeWait))
        {
            return null;
        }

        var isOneClient = facts.Pool.Nat is { ClientCount: 1 };
        return new Remedy(
            RemedyKind.MoreNatAddresses,
            "further NAT addresses: snat to a range of them",
            isOneClient
                ? "the address is a hash of the client and, but with \"persistent\", of the destination: one client towards one destination stays on one"
                : "the address is chosen by a hash, never by how full it is: shares are uneven, and a full one does not fail over")
        {
            Steps = [RemedyStep.Setting($"snat to {facts.Pool.Key.Source}-LAST_ADDRESS   (in the place of masquerade; the addresses must be routed here)")],
            Undo = "the rule as it was",
            ThenText = isOneClient ? "no change for one client" : Say.Prospect(new PoolProspect(ProspectKind.Settles, facts.Ledger.UsedRatio / 2) { IsAtLeast = true }) + " with two",
        };
    }
}
