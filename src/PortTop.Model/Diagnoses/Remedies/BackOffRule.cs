namespace PortTop.Model;

/// <summary>Clients that try again at once make their own trouble.</summary>
internal sealed class BackOffRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.RetryStorm))
        {
            return null;
        }

        return new Remedy(RemedyKind.BackOff, "retry less: longer waits, at random", "requests fail at once while the server is away")
        {
            Steps = [RemedyStep.Look($"ss -Htan state syn-sent {facts.Match} | wc -l")],
            Undo = "its old setting",

            // What clients ask for once, without trying again, is not to be seen while they do.
            ThenText = "as before the storm",
        };
    }
}
