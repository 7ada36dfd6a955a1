namespace PortTop.Model;

/// <summary>This side closed, and the peers do not: FIN-WAIT-2 until it times out, or data that nobody acknowledges.</summary>
internal sealed class PeerKeepsOpenRule : ICauseRule
{
    private const double MostShare = .4;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var share = facts.ShareOf(facts.HalfClosed);
        return !facts.IsTroubled || share < MostShare
            ? null
            : new Cause(
                CauseKind.PeerKeepsOpen,
                .5 + (.4 * share),
                $"{facts.Target} does not close what this side has closed",
                [$"{Say.Count(facts.HalfClosed)} ports, {Say.Share(share)} of those in use, wait for the peer's close (FIN-WAIT, LAST-ACK)"]);
    }
}
