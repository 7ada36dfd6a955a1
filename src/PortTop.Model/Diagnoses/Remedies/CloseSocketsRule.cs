using System.Globalization;

namespace PortTop.Model;

/// <summary>The defect itself: a connection that the server closed must be closed here too.</summary>
internal sealed class CloseSocketsRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.CloseWaitLeak) || !facts.Pool.Key.HasDestination ? null : new Remedy(RemedyKind.CloseSockets, "close() after read() gives 0: mend the leak", "none; it needs a new version")
        {
            Steps = [RemedyStep.Look(DiagnosisFacts.ProcessOf(facts.Leaker) is { } process
                ? string.Create(CultureInfo.InvariantCulture, $"lsof -nP -a -p {process.ProcessId} -iTCP@{facts.Match[4..]} -sTCP:CLOSE_WAIT")
                : $"ss -tanp state close-wait {facts.Match}")],
            Undo = "the old version",

            // The pool without what leaked.
            Then = new PoolProspect(ProspectKind.Settles, Math.Max(0, facts.Ledger.Used - facts.CloseWait) / Math.Max(1.0, facts.Ledger.Capacity)),
        };
}
