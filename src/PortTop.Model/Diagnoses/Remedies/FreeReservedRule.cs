namespace PortTop.Model;

/// <summary>Reserved ports go back to everybody.</summary>
internal sealed class FreeReservedRule : IRemedyRule
{
    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
        => !causes.Contains(CauseKind.ReservedPorts) ? null : new Remedy(RemedyKind.FreeReserved, "give the reserved ports back", "who reserved them may find them taken")
        {
            // An empty write is ignored; a line feed clears.
            Commands = ["printf '\\n' > /proc/sys/net/ipv4/ip_local_reserved_ports"],
            Undo = "sysctl -w net.ipv4.ip_local_reserved_ports=" + facts.Snapshot.Ports.Settings.Reserved.ToText(),
            Then = Fitting.In(facts, facts.Ledger.Capacity + facts.Ledger.Reserved),
        };
}
