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
                return new Cause(CauseKind.Unclear, .1, "too early to say: hardly any connection was seen to end yet", [open + "; it is at risk only if they live on"]);
            }

            return new Cause(CauseKind.ManyConnections, .55, "more connections open at once than one address has ports for", [open]);
        }

        var grows = facts.Pool.UseGrowth > 0 && facts.Ledger.Free > 0 ? $"{Say.Rate(facts.Pool.UseGrowth.Value)} more" : $"{Say.Rate(demand.Asks)} asked for";
        return new Cause(CauseKind.GrowingConnections, .58 + (.3 * share), $"{facts.Holder} opens connections and closes hardly any", [$"{open}; {grows}, and none was seen to end"]);
    }
}
