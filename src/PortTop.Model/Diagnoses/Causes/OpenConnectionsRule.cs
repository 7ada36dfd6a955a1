namespace PortTop.Model;

/// <summary>Most ports belong to open connections: they only grow, or so many are needed at once.</summary>
internal sealed class OpenConnectionsRule : ICauseRule
{
    private const double MostShare = .5;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var share = facts.ShareOf(facts.Established);
        if (!facts.IsTroubled || share < MostShare || facts.Pool.Key.Kind == PoolKind.Bind || facts.Pool.Key.Protocol == Protocol.Udp)
        {
            return null;
        }

        var open = $"{Say.Count(facts.Established)} connections are open at once, {Say.Share(share)} of the ports in use";
        if (facts.Flow.Growth <= 0 || facts.Pool.Demand is not { Asks: > 0 } demand)
        {
            if (facts.Ledger.UsedRatio < MostShare)
            {
                // What is unclear says so itself (UnclearRule).
                return facts.Pool.Status.Condition == PoolCondition.Unclear ? null
                    : new Cause(CauseKind.Unclear, .1, "too early to say: hardly any connection was seen to end yet",
                    [open + "; it is at risk only if they live on"]);
            }

            var title = facts.Flow.Foresee().Kind == ProspectKind.Fails || facts.Pool.Status.Condition >= PoolCondition.Waves
                ? "more connections open at once than one address has ports for" : "nearly as many connections open at once as one address has ports for";
            return new Cause(CauseKind.ManyConnections, .55, title, [open, .. Silent(facts)]);
        }

        var grows = facts.Ledger.Free > 0
            ? $"{Say.Rate(facts.Flow.Growth)} more are opened than end"
            : $"{Say.Rate(demand.Told)} are asked for, and hardly any ends";
        return new Cause(CauseKind.GrowingConnections, .58 + (.3 * share), $"{DiagnosisFacts.Name(facts.Grower)} opens connections and closes hardly any", [$"{open}; {grows}"]);
    }

    /// <summary>A pool is full, and nobody is seen to fail: perhaps it is not connect() that does.</summary>
    private static IEnumerable<string> Silent(DiagnosisFacts facts)
    {
        if (facts.Pool is { Status.Condition: PoolCondition.Full, Failures: null, Failed: 0, Demand: { Mean: < .5, IsAtLeast: false } })
        {
            yield return "no connect() is seen to fail; if programs report EADDRINUSE, bind() does: --watch-syscalls shows it";
        }
    }
}
