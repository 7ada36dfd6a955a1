namespace PortTop.Model;

/// <summary>Holds pools against the NAT that they leave the machine through.</summary>
public static class UpstreamJudge
{
    /// <summary>
    /// The pool with what its destination uses of the NAT. Where that is nearer and at risk, state and what fits go by it.
    /// </summary>
    /// <param name="pool">The pool by its own ports.</param>
    /// <param name="upstream">What the destination uses.</param>
    /// <param name="since">When the NAT was first seen at risk; it counts only where it is.</param>
    /// <param name="sinceBeforeWatch">It was so at the first poll already.</param>
    public static PoolSample Apply(PoolSample pool, PoolUpstream upstream, DateTimeOffset since, bool sinceBeforeWatch)
    {
        if (!upstream.IsNearerThan(pool))
        {
            return pool with { Upstream = upstream };
        }

        var fits = UpstreamDemand.Fits(pool, upstream);
        if (upstream.Ratio >= PoolUpstream.HalfFull && pool.Demand?.Mean >= PoolUpstream.AtRiskRatio * fits)
        {
            upstream = upstream with { IsFilling = true };
        }

        if (!upstream.IsAtRisk)
        {
            return pool with { Upstream = upstream };
        }

        // Whether connections fail there is not seen: the first packet is dropped without a word. So it is a risk, and never called full.
        return pool with
        {
            Upstream = upstream,
            Demand = pool.Demand is { } demand && fits is not null ? demand with { Fits = fits } : pool.Demand,
            Status = pool.Status.Condition < PoolCondition.AtRisk ? new PoolStatus(PoolCondition.AtRisk, since, sinceBeforeWatch) : pool.Status,
        };
    }
}
