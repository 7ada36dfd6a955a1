namespace PortTop.Model;

/// <summary>A process meets its limit of descriptors before the pool is empty: socket() fails with EMFILE.</summary>
internal sealed class DescriptorLimitRule : ICauseRule
{
    private const double LeastShare = .25;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (Nearest(facts) is not { Descriptors: { } use } owner)
        {
            return null;
        }

        var left = Math.Max(0, use.Soft - use.Used);
        if (!use.IsFull && owner.Ports < LeastShare * use.Used)
        {
            // Its descriptors are something else than connections.
            return null;
        }

        return new Cause(
            CauseKind.DescriptorLimit,
            left < facts.Ledger.Free ? .98 : .32,
            $"{OwnerText.Describe(owner.Owner)} {(use.IsFull ? "is" : "will be")} out of descriptors before it is out of ports",
            [$"{Say.Count(use.Used)} of {Say.Count(use.Soft)} descriptors are open, {Say.Count(left)} left; the pool has {Say.Ports(facts.Ledger.Free)}: {(use.IsFull ? "it fails with EMFILE now" : "EMFILE comes first")}"]);
    }

    /// <summary>The owner of this pool that is near its limit; null for none.</summary>
    internal static OwnerSample? Nearest(DiagnosisFacts facts)
    {
        foreach (var owner in facts.Pool.Owners)
        {
            if (facts.Snapshot.Owners.Find(owner.Owner) is { Descriptors.IsNear: true } sample)
            {
                return sample;
            }
        }

        return null;
    }
}
