using System.Globalization;

namespace PortTop.Model;

/// <summary>Connection tracking forgets closed connections earlier than after two minutes; their ports are free then.</summary>
internal sealed class ShorterTrackingRule : IRemedyRule
{
    private const int Short = 30;

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!causes.Contains(CauseKind.NatTimeWait) || facts.Number(NatTimeWaitRule.TimeoutName) is not { } now || now <= Short)
        {
            return null;
        }

        var left = facts.Ledger.Used - (facts.TimeWait * (1 - ((double)Short / now)));
        return new Remedy(RemedyKind.ShorterTracking, $"forget closed connections after {Short} s, not {now}", "a late packet of an old connection may meet a new one, or be dropped as invalid")
        {
            Steps = [RemedyStep.Change(string.Create(CultureInfo.InvariantCulture, $"sysctl -w {NatTimeWaitRule.TimeoutName}={Short}"))],
            Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w {NatTimeWaitRule.TimeoutName}={now}"),
            IsUndoCommand = true,
            Then = new PoolProspect(ProspectKind.Settles, left / Math.Max(1, facts.Ledger.Capacity))
            {
                IsAtLeast = facts.Pool.Status.Condition >= PoolCondition.Waves,
            },
        };
    }
}
