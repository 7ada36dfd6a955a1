namespace PortTop.Model;

/// <summary>bind() for the address alone: connect() then chooses a port per target.</summary>
internal sealed class BindAddressOnlyRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => causes.Contains(CauseKind.BindBeforeConnect) ? Make() with { Then = Then(facts).Foresee() } : null;

    /// <summary>What can be done where no port is left for anybody; null where nobody binds before connecting.</summary>
    internal static Remedy? WithoutPools(Snapshot snapshot) => BindBeforeConnectRule.WithoutPools(snapshot) is null ? null : Make();

    private static Remedy Make()
        => new(RemedyKind.BindAddressOnly, "bind the address alone: this before bind()", "none; the port is known after connect() only")
        {
            Steps = [RemedyStep.Setting("setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);")],
            Undo = "without it",
        };

    /// <summary>Of a bind pool what its fullest target has; of a target's pool the ports that others had bound come back.</summary>
    private static PoolFlow Then(DiagnosisFacts facts)
    {
        var flow = facts.Flow;
        if (facts.Pool.Key.Kind != PoolKind.Bind)
        {
            return flow with { Capacity = flow.Capacity + facts.Ledger.BoundFirst + facts.Ledger.Suspected };
        }

        var (most, all) = (0, 0);
        foreach (var pool in facts.Snapshot.Pools)
        {
            if (pool.Key.IsTcpConnect && (facts.Pool.Key.Source.IsWildcard || pool.Key.Source == facts.Pool.Key.Source))
            {
                most = Math.Max(most, pool.Ledger.Used);
                all += pool.Ledger.Used;
            }
        }

        // Where no target is known, all may go to one.
        var share = all == 0 ? 1 : (double)most / all;
        return flow with { Used = flow.Used * share, Asks = flow.Asks * share, Lasting = flow.Lasting * share, Growth = flow.Growth * share };
    }
}
