namespace PortTop.Model;

/// <summary>Services belong outside the range from which connect() is served.</summary>
internal sealed class MoveHoldersRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        var ports = facts.Snapshot.Ports;
        return !causes.Contains(CauseKind.HeldPorts) || facts.Pool.Key.Protocol == Protocol.Udp ? null : Make(ports) with { Then = Fitting.In(facts, facts.Ledger.Capacity + ports.Held) };
    }

    /// <summary>What can be done where no port is left for anybody; null where nobody holds one.</summary>
    internal static Remedy? WithoutPools(Snapshot snapshot) => snapshot.Ports.Held > 0 ? Make(snapshot.Ports) with { ThenText = $"{Say.Ports(snapshot.Ports.Held)} free" } : null;

    private static Remedy Make(PortSpace ports) => new(RemedyKind.MoveHolders, $"move listeners and binds below {ports.Range.Low}", "their clients must learn the new ports")
    {
        // ss shows listeners only; of what is bound and idle the kernel tells PortTop.
        Steps = [RemedyStep.Look("porttop -b -n 1 -o json | jq .range")],
        Undo = "their old ports",
    };
}
