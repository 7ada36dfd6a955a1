namespace PortTop.Model;

/// <summary>A SYN that nobody answers holds its port for two minutes by default.</summary>
internal sealed class ShorterSynRule : IRemedyRule
{
    /// <summary>With six retries and with three: 1 + 2 + 4 ... seconds (tcp(7), tcp_syn_retries).</summary>
    private const double Usual = 127;
    private const double Shorter = 15;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.RetryStorm))
        {
            return null;
        }

        var used = facts.Ledger.Used - (facts.SynSent * (1 - (Shorter / Usual)));
        return new Remedy(RemedyKind.ShorterSyn, "give up a SYN after 15 s, not 127", "slow or far servers are given up earlier, everywhere")
        {
            Commands = ["sysctl -w net.ipv4.tcp_syn_retries=3"],
            Undo = $"sysctl -w net.ipv4.tcp_syn_retries={facts.Sysctl("net.ipv4.tcp_syn_retries") ?? "6"}",
            Then = facts.Pool.Failures is null ? new PoolProspect(ProspectKind.Settles, used / Math.Max(1.0, facts.Ledger.Capacity)) : Full(facts),
        };
    }

    /// <summary>A full pool turns tries away: how many ports all of them would take is their rate times the time.</summary>
    private static PoolProspect Full(DiagnosisFacts facts)
        => (facts.Flow with { ActiveSeconds = Shorter, TimeWaitSeconds = 0, Lasting = 0, Growth = 0 }).Foresee();
}
