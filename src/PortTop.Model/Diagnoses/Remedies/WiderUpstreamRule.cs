namespace PortTop.Model;

/// <summary>More addresses or more ports for the NAT. It does not run on this machine.</summary>
internal sealed class WiderUpstreamRule : IRemedyRule
{
    /// <summary>One address has no more (64,512 from 1024 on), and vendors give them in powers of two.</summary>
    private const int MostPorts = 32_768;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.Upstream) || facts.Pool.Upstream is not { } upstream)
        {
            return null;
        }

        var (preset, budget) = (upstream.Budget.Preset, upstream.Budget);
        var isByAddress = preset.Unit == UpstreamUnit.Gateway;
        var limit = isByAddress ? budget.Limit + budget.Ports : Math.Min(MostPorts, Double(budget.Limit));
        if (limit <= budget.Limit)
        {
            return null;
        }

        return new Remedy(
            RemedyKind.WiderUpstream,
            $"{preset.Wider}: {(isByAddress ? Say.Count(budget.Ports) + " more" : Say.Count(limit))}",
            isByAddress ? "who lets only the old addresses in must know the new one" : "each machine takes more of the NAT's addresses: there must be enough of them")
        {
            Steps = preset.WiderCommand is { } command ? [RemedyStep.Change(command.Replace(UpstreamPreset.PortsPlace, FormattableString.Invariant($"{limit}"), StringComparison.Ordinal))] : [],
            Undo = "the old number, which breaks what is open over the rest",
            Then = (facts.Flow with { Capacity = limit }).Foresee(),
        };
    }

    /// <summary>The next power of two that is at least twice as much.</summary>
    private static int Double(int ports) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(MostPorts, 2L * ports));
}
