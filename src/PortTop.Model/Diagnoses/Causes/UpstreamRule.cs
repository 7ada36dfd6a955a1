namespace PortTop.Model;

/// <summary>The NAT that connections leave through is nearly used up, and the machine's own ports are not.</summary>
internal sealed class UpstreamRule : ICauseRule
{
    /// <summary>What the machine's own ports have to do with it is nothing; these tell why so many are used.</summary>
    private static readonly CauseKind[] Beside =
    [
        CauseKind.Upstream, CauseKind.ShortConnections, CauseKind.CloseWaitLeak, CauseKind.GrowingConnections, CauseKind.RetryStorm, CauseKind.PeerKeepsOpen, CauseKind.DescriptorLimit,
        CauseKind.Conntrack,
    ];

    /// <summary>What gives this machine more ports, or gives them out again sooner, changes nothing at the NAT.</summary>
    private static readonly RemedyKind[] Helping =
    [
        RemedyKind.ReuseConnections, RemedyKind.BackOff, RemedyKind.CloseSockets, RemedyKind.LimitConnections, RemedyKind.MoreDescriptors, RemedyKind.PrivateWay, RemedyKind.WiderUpstream,
        RemedyKind.Restart, RemedyKind.ShorterSyn, RemedyKind.MoreConntrack,
    ];

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (facts.Pool is not { IsUpstreamTrouble: true, Upstream: { } upstream })
        {
            return null;
        }

        var name = upstream.Budget.Preset.Name;
        var isShared = upstream.Budget.Preset.Unit == UpstreamUnit.Gateway;
        return new Cause(
            CauseKind.Upstream,
            .98,
            $"{name} is nearer than the host",
            [
                $"{UpstreamText.Count(upstream)} of {Say.Count(upstream.Limit)} connections to {facts.Target} from {(isShared ? "this machine alone" : "this machine")}; here {Say.Ports(facts.Ledger.Free)} of {Say.Count(facts.Ledger.Capacity)} are free",
                $"no error tells when it is used up: it drops SYNs, and connect() times out. {UpstreamText.Describe(upstream.Budget)}",
            ]);
    }

    /// <summary>True for a cause that makes sense beside a NAT that is used up.</summary>
    internal static bool GoesWith(CauseKind kind) => Array.IndexOf(Beside, kind) >= 0;

    /// <summary>True for a remedy that leaves fewer connections to the NAT, or makes it wider.</summary>
    internal static bool Helps(RemedyKind kind) => Array.IndexOf(Helping, kind) >= 0;
}
