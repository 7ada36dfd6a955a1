namespace PortTop.Model;

/// <summary>Ports in TIME-WAIT are given out again, and the peer, or something before it, still knows them.</summary>
internal sealed class PeerRefusesRule : ICauseRule
{
    private const double LeastRate = .5;
    private const int Fewest = 5;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var (recycled, refused) = (facts.RateOf("twRecycled"), facts.RateOf("challengeAcks") + facts.RateOf("pawsActive"));
        if (recycled < LeastRate || refused < LeastRate || facts.SynSent < Fewest || facts.Ledger.Reclaimable == 0 || facts.SynSent * 2 < facts.Snapshot.States.Of(TcpState.SynSent))
        {
            return null;
        }

        return new Cause(
            CauseKind.PeerRefuses,
            .9,
            "the peer does not take ports that come back so soon",
            [
                $"{Say.Rate(recycled)} ports in TIME-WAIT are given out again, {Say.Rate(refused)} answers did not fit (challenge ACKs, PAWS)",
                $"{Say.Count(facts.SynSent)} connections wait in SYN-SENT, {Say.Rate(facts.RateOf("synRetransmits"))} SYN are sent again",
            ]);
    }
}
