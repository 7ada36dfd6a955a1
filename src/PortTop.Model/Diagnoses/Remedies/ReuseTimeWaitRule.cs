using System.Globalization;

namespace PortTop.Model;

/// <summary>tcp_tw_reuse=1: connect() is given ports in TIME-WAIT that are older than a second.</summary>
internal sealed class ReuseTimeWaitRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        var reuse = facts.Snapshot.Ports.Reuse;
        if (!causes.Contains(CauseKind.ShortConnections) || reuse.DelayOf(facts.Pool.Key) is not null)
        {
            return null;
        }

        List<string> commands = [];
        List<string> undo = [];
        if (reuse.Mode != 1)
        {
            commands.Add("sysctl -w net.ipv4.tcp_tw_reuse=1");
            undo.Add(string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.ipv4.tcp_tw_reuse={reuse.Mode}"));
        }

        if (!reuse.HasTimestamps)
        {
            commands.Add("sysctl -w net.ipv4.tcp_timestamps=1");
            undo.Add("sysctl -w net.ipv4.tcp_timestamps=0");
        }

        return new Remedy(RemedyKind.ReuseTimeWait, "give TIME-WAIT out again: tcp_tw_reuse", "needs timestamps at both ends; NAT or a firewall between may drop SYNs")
        {
            Steps = [.. commands.Select(RemedyStep.Change)],
            Undo = string.Join('\n', undo),
            IsUndoCommand = true,

            // A port in TIME-WAIT is held for the delay alone.
            Then = (facts.Flow with { TimeWaitSeconds = facts.Flow.TimeWaitShare * reuse.DelayMilliseconds / 1000.0 }).Foresee(),
        };
    }
}
