using static System.FormattableString;

namespace PortTop.Model;

/// <summary>
/// Servers whose port lies in the ephemeral range and is not reserved: while they are down, for a restart, any connection may be given the
/// port, and they fail with EADDRINUSE until it is closed.
/// </summary>
public sealed class UnreservedListeners
{
    /// <summary>So many are named.</summary>
    private const int Named = 5;

    private readonly PortHolder[] _holders;
    private readonly PortSet _ports = new();
    private readonly PortSettings _settings;

    private UnreservedListeners(PortHolder[] holders, PortSettings settings)
    {
        (_holders, _settings) = (holders, settings);
        foreach (var holder in holders)
        {
            _ports.Add(holder.Port);
        }

        var count = _ports.Count;
        Summary = count == 1
            ? Invariant($"the port of a server, {holders[0].Port}, is not reserved")
            : Invariant($"the ports of {count:N0} servers are not reserved");
    }

    /// <summary>In few words, for a line: "the ports of 2 servers are not reserved".</summary>
    public string Summary { get; }

    /// <summary>Those of a network namespace; null where there are none.</summary>
    internal static UnreservedListeners? Of(PortSpace ports)
    {
        // A server that let the kernel choose its port does not need that very one again.
        PortHolder[] holders = [.. ports.Listeners.Where(static listener => listener.IsPortChosen != false)];
        return holders.Length == 0 ? null : new UnreservedListeners(holders, ports.Settings);
    }

    /// <summary>Which they are: "9000 node_exporter[402], 50051 orders[811] and 3 more".</summary>
    /// <param name="owners">Whose they are.</param>
    public string Names(OwnerTable owners)
    {
        var byPort = _holders.GroupBy(static holder => holder.Port).ToArray();
        var named = string.Join(", ", byPort.Take(Named).Select(alike
            => Invariant($"{alike.Key}{(owners.Of(alike.First()) is { } owner ? " " + OwnerText.Describe(owner) : string.Empty)}")));
        return byPort.Length > Named ? Invariant($"{named} and {byPort.Length - Named:N0} more") : named;
    }

    /// <summary>The command that reserves them, with what is reserved already.</summary>
    /// <param name="source">Where it has to run.</param>
    public string Command(SourceDescription source)
    {
        var reserved = new PortSet();
        reserved.Add(_ports);
        reserved.Add(_settings.Reserved);
        return PlaceOf(source).Wrap(RangeOffer.SetReserved(reserved));
    }

    /// <summary>The command that sets it back.</summary>
    /// <param name="source">Where it has to run.</param>
    public string Undo(SourceDescription source) => PlaceOf(source).Wrap(RangeOffer.SetReserved(_settings.Reserved));

    private static DiagnosisPlace PlaceOf(SourceDescription source) => new(string.Empty, source.EntryCommand ?? string.Empty);
}
