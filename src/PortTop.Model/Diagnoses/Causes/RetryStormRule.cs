namespace PortTop.Model;

/// <summary>
/// The server does not answer: each attempt holds a port while its SYN is sent again, and the next attempt takes another.
/// </summary>
internal sealed class RetryStormRule : ICauseRule
{
    private const int Fewest = 50;
    private const double LeastShare = .3;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var share = facts.ShareOf(facts.SynSent);
        if (facts.SynSent < Fewest || share < LeastShare || !IsWaiting(facts))
        {
            return null;
        }

        var evidence = new List<string> { $"{Say.Count(facts.SynSent)} connections, {Say.Share(share)} of the ports in use, wait in SYN-SENT for an answer" };
        if (Say.Demand(facts.Pool.Demand) is { } demand)
        {
            var again = facts.RateOf("synRetransmits");
            evidence.Add(demand + (again > 0 ? $"; {Say.Rate(again)} SYN sent again" : string.Empty));
        }

        return new Cause(CauseKind.RetryStorm, .6 + (.39 * share), $"{facts.Target} does not answer, and attempts pile up", evidence);
    }

    /// <summary>By Little's law they wait for longer than the way to a far server takes.</summary>
    private static bool IsWaiting(DiagnosisFacts facts)
    {
        const double LongSeconds = 3;
        return facts.Pool.Demand is { } demand ? facts.SynSent > LongSeconds * demand.Mean : facts.IsTroubled;
    }
}
