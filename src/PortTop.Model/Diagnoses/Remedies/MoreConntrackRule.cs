using System.Globalization;

namespace PortTop.Model;

/// <summary>A larger tracking table.</summary>
internal sealed class MoreConntrackRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.Conntrack) || !ConntrackRule.TryLimit(facts, out var limit) ? null
            : new Remedy(RemedyKind.MoreConntrack, $"track {Say.Count(limit * 2)} connections", "about 300 bytes of kernel memory an entry")
            {
                Commands = [string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.netfilter.nf_conntrack_max={limit * 2}")],
                How = "for the whole machine; from its own namespace only",
                Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.netfilter.nf_conntrack_max={limit}"),
                ThenText = "the table is half full",
            };
}
