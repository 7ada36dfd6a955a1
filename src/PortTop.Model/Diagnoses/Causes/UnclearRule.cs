namespace PortTop.Model;

/// <summary>Nobody can say whether a port is free: that is no health, and it says what would tell.</summary>
internal sealed class UnclearRule : ICauseRule
{
    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
        => facts.Pool.Status.Condition != PoolCondition.Unclear ? null : new Cause(
            CauseKind.Unclear,
            1,
            $"it is not clear whether a port is free: {UnclearText.Bounds(facts.Ledger)}",
            [UnclearText.Why(facts.Snapshot, facts.Ledger), UnclearText.WayOut(facts.Snapshot, facts.Pool)]);
}
