namespace PortTop.Model;

/// <summary>
/// connect() fails though ports are free: who fails has a range of its own (IP_LOCAL_PORT_RANGE, ip(7)) or asks for one port, of which no
/// socket table tells.
/// </summary>
internal sealed class OwnRangeRule : ICauseRule
{
    private const double Roomy = .9;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (facts.Pool.Window is { Kind: WindowKind.OwnRange } window)
        {
            return !facts.IsTroubled ? null : new Cause(
                CauseKind.OwnRange, .97,
                $"{facts.Holder} may use the ports {window.Ports.Low}-{window.Ports.High} only (IP_LOCAL_PORT_RANGE)",
                [$"{Say.Ports(facts.Ledger.Capacity)} of {Say.Count(facts.Snapshot.Ports.Range.Size)} in the range; it set that itself"]);
        }

        // Where it is not certain that a port was free, the failure proves the opposite.
        if (facts.Pool.Failures is not { } failures || facts.Ledger is { FreeLower: 0 } or { IsUnclear: true }
            || facts.Ledger.UsedRatio >= Roomy || facts.Pool.Status.Condition != PoolCondition.Failed
            || !failures.IsNow || facts.Pool.Net < 0)
        {
            return null;
        }

        var who = facts.Pool.Failing is { } failing ? OwnerText.Describe(failing.Owner) : "who fails";
        return new Cause(
            CauseKind.OwnRange,
            .96,
            $"{who} seems to have a port range of its own, or asks for one port",
            [$"connect() fails{(failures.Rate is { } rate ? " " + Say.Rate(rate) : string.Empty)} with {facts.Pool.Key.ErrorName} though {Say.Count(facts.Ledger.Free)} of {Say.Ports(facts.Ledger.Capacity)} are free"]);
    }
}
