namespace PortTop.Model;

/// <summary>What need not leave through the NAT is not counted there.</summary>
internal sealed class PrivateWayRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.Upstream) || facts.Pool.Upstream?.Budget.Preset.PrivateWay is not { } way)
        {
            return null;
        }

        return new Remedy(RemedyKind.PrivateWay, "go past the NAT, where the service lets you", "routes and names change; it may cost by the hour")
        {
            Steps = [RemedyStep.Setting(way)],
            Undo = "remove it",
            ThenText = "its own ports alone",
        };
    }
}
