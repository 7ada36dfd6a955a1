using System.Globalization;

namespace PortTop.Model;

/// <summary>A larger tracking table.</summary>
internal sealed class MoreConntrackRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.Conntrack) || !ConntrackRule.TryLimit(facts, out var limit) ? null
            : new Remedy(RemedyKind.MoreConntrack, $"track {Say.Count(limit * 2)} connections", "300 bytes of memory an entry; for the whole machine, from its own namespace only")
            {
                Steps = [RemedyStep.Change(string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.netfilter.nf_conntrack_max={limit * 2}"))],
                Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.netfilter.nf_conntrack_max={limit}"),
                IsUndoCommand = true,
                ThenText = "the table is half full",
            };
}
