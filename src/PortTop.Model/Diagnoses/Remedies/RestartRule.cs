using System.Globalization;

namespace PortTop.Model;

/// <summary>A process that leaks has nothing when it starts anew: time until it is mended.</summary>
internal sealed class RestartRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        var owner = causes.Contains(CauseKind.CloseWaitLeak) ? facts.Leaker : causes.Contains(CauseKind.GrowingConnections) ? facts.Grower : null;
        if (DiagnosisFacts.ProcessOf(owner) is not { } process || !facts.IsTroubled)
        {
            return null;
        }

        var left = Math.Max(0, facts.Ledger.Used - owner!.Observed);
        var again = (facts.Flow with { Used = left, IsFull = false }).Foresee();
        return new Remedy(RemedyKind.Restart, $"restart {process.Name} until it is mended", "what it is doing is lost")
        {
            Steps = [RemedyStep.Change(Command(process))],
            Undo = "none: it starts as it was",
            Then = again,
            ThenText = again.Kind == ProspectKind.FullIn
                ? "full again " + Say.Span(again)
                : $"falls to {Say.Share(left / Math.Max(1.0, facts.Ledger.Capacity))}",
        };
    }

    /// <summary>A service of the system by its unit; a session, a user's service, or what is in a container is told to end.</summary>
    private static string Command(ProcessDescription process)
        => process is { Unit: { } unit, Container: null, Pod: null } && unit.EndsWith(".service", StringComparison.Ordinal) && !process.Cgroup.Contains("/user@", StringComparison.Ordinal) && Shell.IsWord(unit)
            ? "systemctl restart " + unit
            : string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.ProcessId}   # if something starts it again");
}
