using System.Globalization;

namespace PortTop.Model;

/// <summary>A process that leaks has nothing when it starts anew: time until it is mended.</summary>
internal sealed class RestartRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (facts.Process is not { } process || !(causes.Contains(CauseKind.CloseWaitLeak) || causes.Contains(CauseKind.GrowingConnections)))
        {
            return null;
        }

        var left = Math.Max(0, facts.Ledger.Used - (facts.Pool.Holder?.Observed ?? 0));
        var again = (facts.Flow with { Used = left }).Foresee();
        return new Remedy(RemedyKind.Restart, $"restart {process.Name} until it is mended", "what it is doing is lost")
        {
            Commands =
            [
                process.Unit is { } unit && process.Container is null && process.Pod is null
                    ? "systemctl restart " + Shell.Word(unit, "UNIT")
                    : string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.ProcessId}   # if something starts it again"),
            ],
            Undo = "none: it starts as it was",
            IsUndoShort = true,
            Then = again,
            ThenText = again.Kind == ProspectKind.FullIn ? "full again in " + Say.Time(again.Seconds) : $"falls to {Say.Share(left / Math.Max(1.0, facts.Ledger.Capacity))}",
        };
    }
}
