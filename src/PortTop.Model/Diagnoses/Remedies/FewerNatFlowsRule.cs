namespace PortTop.Model;

/// <summary>Clients behind NAT that keep their connections and use them again, and close those that lie idle.</summary>
internal sealed class FewerNatFlowsRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.NatFlows) && !causes.Contains(CauseKind.NatTimeWait) && !causes.Contains(CauseKind.NatRange) ? null
            : new Remedy(
                RemedyKind.ReuseConnections,
                causes.Contains(CauseKind.NatTimeWait) ? "clients that reuse connections: a pool, or keep-alive" : "clients that close idle connections, and open fewer",
                "the applications behind it change, nothing else")
            {
                Steps = [RemedyStep.Look($"conntrack -L -p {(facts.Pool.Key.Protocol == Protocol.Udp ? "udp" : "tcp")} -d {facts.Pool.Key.Destination} --dport {facts.Pool.Key.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)} | head")],
                Undo = "their old settings",
                ThenText = "as many ports as open flows",
            };
}
