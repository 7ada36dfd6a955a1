using System.Globalization;

namespace PortTop.Model;

/// <summary>A higher limit of descriptors for the running process.</summary>
internal sealed class MoreDescriptorsRule : IRemedyRule
{
    private const long Least = 65_536;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.DescriptorLimit) || DescriptorLimitRule.Nearest(facts) is not { Descriptors: { } use, Owner.Process: { } process })
        {
            return null;
        }

        var limit = Math.Max(Least, use.Soft * 2);
        var hard = Math.Max(limit, use.Hard);
        return new Remedy(RemedyKind.MoreDescriptors, $"raise its limit to {Say.Count(limit)} descriptors", "a leak takes ports then")
        {
            Commands = [string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {process.ProcessId} --nofile={limit}:{hard}")],
            How = $"for good: LimitNOFILE={limit.ToString(CultureInfo.InvariantCulture)} in its unit",
            Undo = string.Create(CultureInfo.InvariantCulture, $"prlimit --pid {process.ProcessId} --nofile={use.Soft}:{use.Hard}"),
            Then = facts.Flow.Foresee(),
        };
    }
}
