using System.Globalization;

namespace PortTop.Model;

/// <summary>A higher limit of descriptors for the running process.</summary>
internal sealed class MoreDescriptorsRule : IRemedyRule
{
    private const long Wanted = 65_536;

    /// <summary>fs.nr_open, above which even root is refused.</summary>
    private const long Most = 1_048_576;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.DescriptorLimit) || DescriptorLimitRule.Nearest(facts) is not { Descriptors: { } use, Owner.Process: { } process } || use.Soft * 2 > Most)
        {
            return null;
        }

        // Within the hard limit it needs no privilege of the process's user.
        var limit = Math.Max(Wanted, use.Soft * 2);
        limit = use.Hard >= use.Soft * 2 ? Math.Min(limit, use.Hard) : limit;
        return new Remedy(RemedyKind.MoreDescriptors, $"raise its limit to {Say.Count(limit)} descriptors", "select() breaks on those above 1,023; a leak takes ports then")
        {
            Steps =
            [
                RemedyStep.Change(string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {process.ProcessId} --nofile={limit}:{Math.Max(limit, use.Hard)}")),
                RemedyStep.Setting(string.Create(CultureInfo.InvariantCulture, $"its unit, for good: LimitNOFILE={limit}")),
            ],
            Undo = string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {process.ProcessId} --nofile={use.Soft}:{use.Hard}"),
            IsUndoCommand = true,
            Then = facts.Flow.Foresee(),
            ThenText = facts.IsTroubled ? null : "no EMFILE",
        };
    }
}
