namespace PortTop.Model;

/// <summary>A rule of source NAT that names all ports from 1024 on, or none.</summary>
internal sealed class MoreNatPortsRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.NatRange) || facts.Pool.Nat is not { Rule: { Ports: { } ports } rule })
        {
            return null;
        }

        var target = rule.IsMasquerade ? "masquerade" : "snat to " + string.Join(',', rule.Addresses);
        return new Remedy(RemedyKind.MoreNatPorts, "all ports for NAT: 1024-65535", "flows that are open keep their ports; a firewall beyond may expect the old ones")
        {
            Steps = [RemedyStep.Setting(rule.Place + ": " + (rule.IsMasquerade ? target + " to :1024-65535" : target + ":1024-65535"))],
            Undo = $"{ports.Low}-{ports.High} again",
            Then = new PoolProspect(ProspectKind.Settles, (double)facts.Ledger.Used / NatRange.Usual.Size)
            {
                IsAtLeast = facts.Pool.Status.Condition >= PoolCondition.Waves,
            },
        };
    }
}
