using System.Globalization;

namespace PortTop.Model;

/// <summary>FIN-WAIT-2 without a process times out by tcp_fin_timeout, which TIME-WAIT does not.</summary>
internal sealed class ShorterFinRule : IRemedyRule
{
    private const string Name = "net.ipv4.tcp_fin_timeout";
    private const int Short = 15;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.PeerKeepsOpen) || facts.Number(Name) is not { } now || now <= Short ? null
            : new Remedy(RemedyKind.ShorterFin, $"end FIN-WAIT-2 after {Short} s, not {now}", "a slow peer's last data is answered with a reset")
            {
                Steps = [RemedyStep.Change(string.Create(CultureInfo.InvariantCulture, $"sysctl -w {Name}={Short}"))],
                Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w {Name}={now}"),
                IsUndoCommand = true,
                Then = (facts.Flow with { TimeWaitSeconds = Short, Growth = 0, ActiveSeconds = facts.Flow.ActiveSeconds ?? 0 }).Foresee(),
            };
}
