using System.Globalization;

namespace PortTop.Model;

/// <summary>A SYN that nobody answers holds its port for two minutes by default.</summary>
internal sealed class ShorterSynRule : IRemedyRule
{
    private const string Retries = "net.ipv4.tcp_syn_retries";
    private const string LinearTimeouts = "net.ipv4.tcp_syn_linear_timeouts";
    private const int Fewer = 3;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.RetryStorm) || facts.Number(Retries) is not { } retries || retries <= Fewer)
        {
            return null;
        }

        var linear = facts.Number(LinearTimeouts) ?? 0;
        var (now, then) = (Seconds(retries, linear), Seconds(Fewer, linear));
        return new Remedy(RemedyKind.ShorterSyn, $"give up a SYN after {Say.Count(then)} s, not {Say.Count(now)}", "slow servers are given up earlier, those that wait now too")
        {
            Steps = [RemedyStep.Change(string.Create(CultureInfo.InvariantCulture, $"sysctl -w {Retries}={Fewer}"))],
            Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w {Retries}={retries}"),
            IsUndoCommand = true,
            Then = facts.Flow.Asks is null ? default : (facts.Flow with { ActiveSeconds = then, TimeWaitSeconds = 0, Lasting = 0, Growth = 0 }).Foresee(),
        };
    }

    /// <summary>
    /// How long a SYN is sent again: so many times after a second each, and then after 1, 2, 4 ... seconds (ip-sysctl.rst;
    /// tcp_syn_linear_timeouts is of Linux 6.5).
    /// </summary>
    private static double Seconds(int retries, int linear) => linear + Math.Pow(2, retries + 1) - 1;
}
