using System.Globalization;

namespace PortTop.Model;

/// <summary>The peer forgets a port only after its own TIME-WAIT, or the time-out of what lies between.</summary>
internal sealed class LaterReuseRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        var reuse = facts.Snapshot.Ports.Reuse;
        return !causes.Contains(CauseKind.PeerRefuses) ? null : new Remedy(RemedyKind.LaterReuse, "keep TIME-WAIT for its whole minute again", "each closed connection holds its port for a minute")
        {
            Steps = [RemedyStep.Change("sysctl -w net.ipv4.tcp_tw_reuse=0")],
            Undo = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.ipv4.tcp_tw_reuse={reuse.Mode}"),
            IsUndoCommand = true,
            Then = (facts.Flow with { TimeWaitSeconds = facts.Flow.TimeWaitShare * FlowCounts.TimeWaitSeconds }).Foresee(),
        };
    }
}
