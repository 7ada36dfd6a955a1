namespace PortTop.Model;

/// <summary>UDP shares no port between destinations: each socket takes one from all.</summary>
internal sealed class UdpSocketsRule : ICauseRule
{
    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
        => facts.Pool.Key.Protocol != Protocol.Udp || !facts.IsTroubled
            ? null
            : new Cause(
                CauseKind.UdpSockets,
                1,
                $"{facts.Holder} has a UDP socket for each request",
                [$"{Say.Count(facts.Ledger.Used)} of {Say.Ports(facts.Ledger.Capacity)} have a UDP socket; none serves two of them, whatever the destination"]);
}
