namespace PortTop.Model;

/// <summary>The range is narrower than the kernel's own, and in that one there would be no trouble.</summary>
internal sealed class RangeRule : ICauseRule
{
    private const double Narrow = .75;

    /// <summary>Somebody made so small a range on purpose, and it is the trouble whatever else there is.</summary>
    private const int Tiny = 32;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var range = facts.Snapshot.Ports.Range;
        if (!facts.IsTroubled || range.Size >= Narrow * RangeOffer.Default.Size || facts.Range is not { } wider)
        {
            return null;
        }

        var then = Fitting.In(facts, facts.Ledger.Capacity + wider.Gain);

        // Where it is not known what is asked, a pool that is half empty does not say that the range is too small.
        const double Half = .5;
        var isClear = facts.Flow.ActiveSeconds is not null || facts.Ledger.UsedRatio >= Half;
        return new Cause(
            CauseKind.NarrowRange,
            range.Size <= Tiny ? 1 : isClear ? Fitting.Weight(then) : Fitting.Unclear,
            $"the range has {Say.Ports(range.Size)}; the kernel's own has {Say.Count(RangeOffer.Default.Size)}",
            [$"ip_local_port_range is {range.Low} {range.High}; with {wider.Range.Low} {wider.Range.High}: {Say.Prospect(then)}"]);
    }
}
