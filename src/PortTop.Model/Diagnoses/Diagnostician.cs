namespace PortTop.Model;

/// <summary>Tells why a pool stands as it does and what can be done. It looks at one poll, and knows nothing else.</summary>
public static class Diagnostician
{
    private static readonly ICauseRule[] CauseRules =
    [
        new ShortConnectionsRule(), new CloseWaitLeakRule(), new OpenConnectionsRule(), new BindBeforeConnectRule(), new RangeRule(), new ReservedPortsRule(),
        new HeldPortsRule(), new OneAddressRule(), new DescriptorLimitRule(), new RetryStormRule(), new PeerRefusesRule(), new PeerKeepsOpenRule(), new ConntrackRule(),
        new OwnRangeRule(), new UnclearRule(), new UpstreamRule(), new BehindNatRule(), new UdpSocketsRule(),
    ];

    /// <summary>Sockets have nothing to do with the ports of source NAT.</summary>
    private static readonly ICauseRule[] NatCauseRules = [new NatRangeRule(), new NatTimeWaitRule(), new NatFlowsRule(), new ConntrackRule()];

    private static readonly IRemedyRule[] NatRemedyRules = [new FewerNatFlowsRule(), new MoreNatPortsRule(), new ShorterTrackingRule(), new MoreNatAddressesRule(), new MoreConntrackRule()];

    private static readonly MixedRule Mixed = new();

    /// <summary>In the order of <see cref="RemedyKind"/>: least harm first.</summary>
    private static readonly IRemedyRule[] RemedyRules =
    [
        new ReuseConnectionsRule(), new BackOffRule(), new CloseSocketsRule(), new LimitConnectionsRule(), new DropOwnRangeRule(), new LetServerCloseRule(), new BindAddressOnlyRule(),
        new ShareSocketRule(), new MoreDescriptorsRule(), new MoreAddressesRule(), new PrivateWayRule(), new WiderUpstreamRule(), new MoveHoldersRule(), new RestartRule(), new ShorterSynRule(), new ShorterFinRule(),
        new MoreConntrackRule(), new MoreRangeRule(), new ReuseTimeWaitRule(), new LaterReuseRule(), new FreeReservedRule(),
    ];

    /// <summary>Explains a pool.</summary>
    public static Diagnosis Explain(Snapshot snapshot, PoolSample pool)
    {
        // The sockets of a pool that is looked at are newer than the poll of its namespace.
        var ground = snapshot.Around(pool.Key);
        var facts = new DiagnosisFacts(ground == snapshot ? snapshot : ground with { Detail = snapshot.Detail }, pool);
        Cause[] causes = [.. (pool.Key.IsNat ? NatCauseRules : CauseRules).Select(rule => rule.Find(facts)).OfType<Cause>().OrderByDescending(static cause => cause.Weight)];
        if (causes.Length == 0 && Mixed.Find(facts) is { } mixed)
        {
            // Whatever it is, a pool in trouble is not well.
            causes = [mixed];
        }

        causes = pool.IsUpstreamTrouble ? [.. causes.Where(static cause => UpstreamRule.GoesWith(cause.Kind))] : causes;
        var kinds = causes.Select(static cause => cause.Kind).ToHashSet();
        Remedy[] remedies = causes.Length == 0 ? [] : [.. (pool.Key.IsNat ? NatRemedyRules : RemedyRules).Select(rule => rule.Offer(facts, kinds)).OfType<Remedy>()];
        remedies = pool.IsUpstreamTrouble ? [.. remedies.Where(static remedy => UpstreamRule.Helps(remedy.Kind))] : remedies;

        // After which the pool is full at once is no remedy.
        remedies = [.. remedies.Where(static remedy => remedy.Then is not { Kind: ProspectKind.FullIn, Seconds: < 1 })];

        // What helps stands before what only puts it off; and first of all what takes back what somebody did, or uses what lies idle.
        var first = causes is [var cause, ..] ? cause.Kind switch { CauseKind.NarrowRange => RemedyKind.MoreRange, CauseKind.NatRange => RemedyKind.MoreNatPorts, CauseKind.OneAddress => RemedyKind.MoreAddresses, _ => (RemedyKind?)null } : null;
        remedies = [.. remedies.OrderByDescending(remedy => remedy.Kind == first).ThenBy(static remedy => remedy.IsRespite)];
        return new Diagnosis(pool, causes, remedies, Now(facts)) { Note = causes.Length == 0 ? NoteOfBinders(facts) : null };
    }

    /// <summary>What it comes to as it is: what was counted over a beat is truer than any model.</summary>
    private static PoolProspect Now(DiagnosisFacts facts)
    {
        const double Noticeable = .005;
        var foreseen = facts.Flow.Foresee();
        return !facts.Pool.IsUpstreamTrouble && facts.Pool.Demand is { Counted: > Noticeable and var share }
            && foreseen.Kind is ProspectKind.Fails or ProspectKind.Settles
            ? new PoolProspect(ProspectKind.Fails, share)
            : foreseen;
    }

    /// <summary>All targets together may use up what bind() draws from, which troubles nobody who lets connect() choose.</summary>
    private static string? NoteOfBinders(DiagnosisFacts facts)
    {
        foreach (var bind in facts.Pool.Key.IsTcpConnect ? facts.Snapshot.BindPools : [])
        {
            if (bind.Key.Source == facts.Pool.Key.Source && bind.Ledger.Free <= 0)
            {
                return $"Who calls bind() before connect() finds no port on {bind.Key.Source} (EADDRINUSE): all targets together have taken them.";
            }
        }

        return null;
    }

    /// <summary>
    /// Explains the worst pool; where no port can be given to anybody, that. Where the worst pool is well, another in which something is
    /// wrong all the same: a leak that has far to go, a process that is out of descriptors. Null where nothing connects.
    /// </summary>
    public static Diagnosis? ExplainWorst(Snapshot snapshot)
    {
        if (snapshot.Starved is { } starved)
        {
            // Who fails has a pool: it is explained as any other, and so is all else that is known.
            if (starved.Pools.FirstOrDefault(pool => pool.Key.IsTcpConnect
                && (starved.Namespaces.Count == 0 || pool.Key.NetworkNamespace == starved.Source.NetworkNamespace)) is { } hurt
                && Explain(starved, hurt) is { Causes.Count: > 0 } explained)
            {
                return explained with { Pool = null };
            }

            Cause[] causes = [.. new[] { BindBeforeConnectRule.WithoutPools(starved), HeldPortsRule.WithoutPools(starved),
                ReservedPortsRule.WithoutPools(starved) }.OfType<Cause>().OrderByDescending(static cause => cause.Weight)];
            Remedy[] remedies = [.. new[] { BindAddressOnlyRule.WithoutPools(starved), MoveHoldersRule.WithoutPools(starved),
                FreeReservedRule.WithoutPools(starved) }.OfType<Remedy>()];
            return new Diagnosis(null, causes, remedies, new PoolProspect(ProspectKind.Fails, 1));
        }

        if (snapshot.Pools.Count == 0)
        {
            return null;
        }

        var worst = Explain(snapshot, snapshot.Pools[0]);
        return worst.IsHealthy ? Others(snapshot).Select(pool => Explain(snapshot, pool)).FirstOrDefault(static other => !other.IsHealthy) ?? worst : worst;
    }

    /// <summary>The next pools of the list, and those of processes that are near their limit of descriptors.</summary>
    private static IEnumerable<PoolSample> Others(Snapshot snapshot)
    {
        const int Next = 20;
        var near = snapshot.Owners.Owners.Where(static owner => owner.Descriptors is { IsNear: true }).SelectMany(static owner => owner.Targets.Select(static target => target.Pool)).ToHashSet();
        return snapshot.Pools.Where((pool, row) => row is > 0 and < Next || near.Contains(pool.Key));
    }
}
