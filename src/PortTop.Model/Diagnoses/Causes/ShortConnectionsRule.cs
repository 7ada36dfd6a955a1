namespace PortTop.Model;

/// <summary>Most ports are in TIME-WAIT: this side opens, uses shortly, and closes first.</summary>
internal sealed class ShortConnectionsRule : ICauseRule
{
    private const double MostShare = .5;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var share = facts.ShareOf(facts.TimeWait);
        if (!facts.IsTroubled || share < MostShare || facts.Pool.Key.Protocol == Protocol.Udp || facts.Pool.Key.Kind == PoolKind.Bind)
        {
            return null;
        }

        var held = facts.Pool.Demand is { ActiveSeconds: { } active, HoldingSeconds: { } holding } && holding > 1 ? $"a port is held {Say.Time(holding)} for {Say.Time(active)}" : null;
        string?[] figures = [$"{Say.Share(share)} TIME-WAIT", Say.Demand(facts.Pool.Demand), held];
        return new Cause(
            CauseKind.ShortConnections,
            (MostShare * share) + .45,
            $"short connections that {DiagnosisFacts.Name(facts.Closer ?? facts.Pool.Holder)} closes first",
            [string.Join("; ", figures.OfType<string>())]);
    }
}
