namespace PortTop.Model;

/// <summary>Who closes first has the TIME-WAIT: the server's is on its own port and costs no port of anybody.</summary>
internal sealed class LetServerCloseRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.ShortConnections) ? null : new Remedy(RemedyKind.LetServerClose, "let the server close first", "it has the TIME-WAIT")
        {
            How = "header \"Connection: close\"",
            Undo = "drop it",
            Then = ReuseConnectionsRule.Then(facts.Flow).Foresee(),
        };
}
