namespace PortTop.Model;

/// <summary>One UDP socket can serve any number of destinations with sendto().</summary>
internal sealed class ShareSocketRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.UdpSockets) ? null : new Remedy(RemedyKind.ShareSocket, "one socket for many requests (sendto)", "answers must be told apart by the program")
        {
            Steps = [RemedyStep.Look("ss -Huanp | wc -l")],
            Undo = "the old version",
            ThenText = "few ports are used",
        };
}
