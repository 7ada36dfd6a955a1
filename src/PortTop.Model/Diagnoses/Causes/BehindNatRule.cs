namespace PortTop.Model;

/// <summary>
/// Connections leave through a NAT of this machine that has no port left for them: nothing here tells, but that they never open.
/// </summary>
internal sealed class BehindNatRule : ICauseRule
{
    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts) => facts.Pool.Passage is not { IsTroubled: true } passage ? null : new Cause(
        CauseKind.BehindNat,
        .97,
        $"the NAT that it leaves through, {passage.Pool.Source} in {passage.Namespace}, is used up",
        [
            $"{Say.Count(passage.Ledger.Used)} of {Say.Ports(passage.Ledger.Capacity)} of NAT towards {facts.Target} are used; here {Say.Ports(facts.Ledger.Free)} are free",
            "connections wait in SYN-SENT and time out; the page of the NAT pool tells what to do",
        ]);
}
