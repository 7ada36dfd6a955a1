using System.Globalization;

namespace PortTop.Model;

/// <summary>FIN-WAIT-2 without a process times out by tcp_fin_timeout, which TIME-WAIT does not.</summary>
internal sealed class ShorterFinRule : IRemedyRule
{
    private const double Short = 15;
    private const double Usual = 60;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.PeerKeepsOpen) || !facts.Flow.AtOnce.HasValue && facts.Pool.Demand is null)
        {
            return null;
        }

        var now = double.TryParse(facts.Sysctl("net.ipv4.tcp_fin_timeout"), CultureInfo.InvariantCulture, out var seconds) ? seconds : Usual;
        var used = facts.Ledger.Used - (facts.Pool.States.Of(TcpState.FinWait2) * Math.Max(0, 1 - (Short / now)));
        return now <= Short ? null : new Remedy(RemedyKind.ShorterFin, "end FIN-WAIT-2 after 15 s", "a slow peer's last data is answered with a reset")
        {
            Commands = ["sysctl -w net.ipv4.tcp_fin_timeout=15"],
            Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.ipv4.tcp_fin_timeout={now:0}"),
            Then = facts.Ledger.Free > 0 ? new PoolProspect(ProspectKind.Settles, used / Math.Max(1.0, facts.Ledger.Capacity)) : default,
        };
    }
}
