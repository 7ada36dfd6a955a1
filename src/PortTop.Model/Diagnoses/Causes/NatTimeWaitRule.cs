using System.Globalization;

namespace PortTop.Model;

/// <summary>Most ports of a NAT pool are those of closed connections, which connection tracking keeps for a time of its own.</summary>
internal sealed class NatTimeWaitRule : ICauseRule
{
    /// <summary>The sysctl with the seconds for which it does.</summary>
    internal const string TimeoutName = "net.netfilter.nf_conntrack_tcp_timeout_time_wait";

    private const double MostShare = .4;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var share = facts.ShareOf(facts.TimeWait);
        return !facts.IsTroubled || share < MostShare ? null : new Cause(
            CauseKind.NatTimeWait,
            share,
            "short connections: connection tracking keeps the ports of those that are closed",
            [string.Create(CultureInfo.InvariantCulture, $"{Say.Share(share)} TIME_WAIT{(facts.Number(TimeoutName) is { } seconds ? $", kept for {seconds} s (nf_conntrack_tcp_timeout_time_wait)" : string.Empty)}")]);
    }
}
