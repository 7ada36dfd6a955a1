namespace PortTop.Model;

/// <summary>A pool of connections with an upper bound and an idle time-out.</summary>
internal sealed class LimitConnectionsRule : IRemedyRule
{
    /// <summary>Room for who else needs ports.</summary>
    private const double SafeShare = .5;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.GrowingConnections) && !causes.Contains(CauseKind.ManyConnections) && !(causes.Contains(CauseKind.Upstream) && facts.Alive > facts.TimeWait))
        {
            return null;
        }

        var most = (int)(SafeShare * facts.Flow.Capacity);
        return new Remedy(RemedyKind.LimitConnections, $"at most {Say.Count(most)} connections, close idle ones", "requests wait for a connection where all are busy")
        {
            Steps = [RemedyStep.Look($"ss -Htano state established {facts.Match} | head")],
            Undo = "its old setting",
            Then = new PoolProspect(ProspectKind.Settles, (double)most / Math.Max(1, facts.Flow.Capacity)),
        };
    }
}
