namespace PortTop.Model;

/// <summary>What is asked of a pool, held against the NAT before it in place of its own ports.</summary>
internal static class UpstreamDemand
{
    /// <summary>
    /// What fits per second through the NAT, of a pool whose demand is told by its own ports still; null where it is not known how long
    /// connections live.
    /// </summary>
    internal static double? Fits(PoolSample pool, PoolUpstream upstream)
    {
        var own = PoolFlow.Of(pool);
        return own.ActiveSeconds is { } active && active + Held(own, upstream) is > 0 and var holding
            ? Math.Max(0, upstream.Limit - Elsewhere(pool, upstream) - own.Lasting) / holding
            : null;
    }

    /// <summary>
    /// The flow of a pool; where the NAT is nearer and at risk, of that: as many ports as it has, held for as long as it holds them, with
    /// what other local addresses use of it as a part that lasts.
    /// </summary>
    internal static PoolFlow Flow(PoolSample pool)
    {
        var flow = PoolFlow.Of(pool);
        if (pool is not { IsUpstreamTrouble: true, Upstream: { } upstream })
        {
            return flow;
        }

        var held = Held(flow, upstream);
        return flow with
        {
            Capacity = upstream.Limit,
            Used = upstream.Used,
            TimeWaitSeconds = held,
            Lasting = pool.Demand?.Fits is { } fits && flow.ActiveSeconds is { } active ? Math.Max(0, upstream.Limit - (fits * (active + held))) : Elsewhere(pool, upstream),
            IsFull = upstream.Used >= upstream.Limit,
        };
    }

    /// <summary>The NAT holds a port whoever closed first; the kernel only where this side did.</summary>
    private static double Held(PoolFlow flow, PoolUpstream upstream) => upstream.Budget.HoldSeconds ?? flow.TimeWaitSeconds;

    private static int Elsewhere(PoolSample pool, PoolUpstream upstream) => Math.Max(0, upstream.Used - upstream.Budget.Count(pool.States));
}
