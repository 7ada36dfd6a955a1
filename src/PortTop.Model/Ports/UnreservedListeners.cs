using static System.FormattableString;

namespace PortTop.Model;

/// <summary>
/// Servers whose port lies in the ephemeral range and is not reserved: while they are down, for a restart, any connection may be given the
/// port, and they fail with EADDRINUSE until it is closed.
/// </summary>
/// <param name="Holders">The listeners, by port.</param>
/// <param name="Snapshot">The poll that they are of.</param>
public sealed record UnreservedListeners(IReadOnlyList<PortHolder> Holders, Snapshot Snapshot)
{
    /// <summary>So many are named.</summary>
    private const int Named = 5;

    /// <summary>Those of a network namespace; null where there are none.</summary>
    /// <param name="snapshot">The poll of that namespace.</param>
    public static UnreservedListeners? Of(Snapshot snapshot)
    {
        // A server that let the kernel choose its port does not need that very one again.
        PortHolder[] holders = [.. snapshot.Ports.Listeners.Where(static listener => listener.IsPortChosen != false)];
        return holders.Length == 0 ? null : new UnreservedListeners(holders, snapshot);
    }

    /// <summary>How many ports there are.</summary>
    public int Count => Ports().Count;

    /// <summary>In few words, for a line: "2 servers' ports are not reserved".</summary>
    public string Summary => Count == 1 ? Invariant($"the port of a server, {Holders[0].Port}, is not reserved") : Invariant($"the ports of {Count:N0} servers are not reserved");

    /// <summary>Which they are: "9000 node_exporter[402], 50051 orders[811] and 3 more".</summary>
    public string Names
    {
        get
        {
            var byPort = Holders.GroupBy(static holder => holder.Port).ToArray();
            var named = string.Join(", ", byPort.Take(Named).Select(alike
                => Invariant($"{alike.Key}{(Snapshot.Owners.Of(alike.First()) is { } owner ? " " + OwnerText.Describe(owner) : string.Empty)}")));
            return byPort.Length > Named ? Invariant($"{named} and {byPort.Length - Named:N0} more") : named;
        }
    }

    /// <summary>The command that reserves them, with what is reserved already.</summary>
    public string Command
    {
        get
        {
            var reserved = Ports();
            reserved.Add(Snapshot.Ports.Settings.Reserved);
            return Place.Wrap(RangeOffer.SetReserved(reserved));
        }
    }

    /// <summary>The command that sets it back.</summary>
    public string Undo => Place.Wrap(RangeOffer.SetReserved(Snapshot.Ports.Settings.Reserved));

    private DiagnosisPlace Place => new(string.Empty, Snapshot.Source.EntryCommand ?? string.Empty);

    private PortSet Ports()
    {
        var ports = new PortSet();
        foreach (var holder in Holders)
        {
            ports.Add(holder.Port);
        }

        return ports;
    }
}
