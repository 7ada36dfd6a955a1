namespace PortTop.Model;

/// <summary>The range is narrower than the kernel's own, and in that one there would be no trouble.</summary>
internal sealed class RangeRule : ICauseRule
{
    private const double Narrow = .75;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var range = facts.Snapshot.Ports.Range;
        if (!facts.IsTroubled || range.Size >= Narrow * RangeOffer.Default.Size || facts.Range is not { } wider)
        {
            return null;
        }

        var then = Fitting.In(facts, facts.Ledger.Capacity + wider.Usable - facts.Snapshot.Ports.Usable);
        return new Cause(
            CauseKind.NarrowRange,
            Fitting.Weight(then),
            $"the range has {Say.Ports(range.Size)}; the kernel's own has {Say.Count(RangeOffer.Default.Size)}",
            [$"ip_local_port_range is {range.Low} {range.High}; with {RangeOffer.Default.Low} {RangeOffer.Default.High} the pool would be: {Say.Prospect(then)}"]);
    }
}
