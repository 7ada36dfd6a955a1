using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The enlarged ledger: every term with what it means and which ports it is, and what lies beside the pool.</summary>
internal static class LedgerLines
{
    /// <summary>So many ports, or runs of ports, are named.</summary>
    private const int Named = 60;

    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool, Snapshot ground)
    {
        var lines = new PageLines(width);
        lines.Section("Each term, to the last port", Terms(pool, ground));
        lines.Section("The ports that are gone for everybody", Holders(pool, ground));
        lines.Section("Beside it", Beside(state, pool, ground));
        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Terms(PoolSample pool, Snapshot ground)
    {
        var ledger = pool.Ledger;
        var range = pool.OwnPorts ?? ground.Ports.Range;
        yield return ("  range", PanelWords.Count(ledger.Range, PanelWords.Text($"{range.Low}-{range.High}, {(pool.Key.IsNat ? "what its rule gives" : "ip_local_port_range")}")), Role.Plain);
        if (!pool.Key.IsNat)
        {
            yield return ("- reserved", PanelWords.Count(ledger.Reserved, "ip_local_reserved_ports: given to nobody who does not ask for them by number"), Role.Plain);
            yield return ("- listeners", PanelWords.Count(ledger.Listeners, "something listens there, on any address"), Role.Plain);
            var holders = PanelWords.Count(ledger.BoundFirst, "a socket took the port with bind(): gone for every target");
            var asked = pool.Key is { HasDestination: true, Protocol: Protocol.Tcp } ? "; " + AskingText.Describe(ground.Asking) : string.Empty;
            yield return ("- bound first", holders + Seen(ground) + asked, Role.Plain);
            yield return ("- suspected", PanelWords.Count(ledger.Suspected, "by all signs the same, but the kernel was not asked"),
                ledger.Suspected > 0 ? Role.Notice : Role.Plain);
        }

        yield return ("= can serve", PanelWords.Count(ledger.Capacity, "all that this pool can ever have"), Role.Title);
        yield return ("- in use", PanelWords.Count(ledger.Used - pool.HeldTimeWait, string.Join(", ", States(pool))), Role.Plain);
        yield return ("- TIME-WAIT", PanelWords.Count(pool.HeldTimeWait, pool.HeldTimeWait == 0 ? "none is held" : pool.Key.IsNat ? "kept by connection tracking" : pool.Key.HasDestination ? "held for 60 s after the close: " + ground.Ports.Reuse.WhyHeld(pool.Key) : "held for 60 s after the close"), Role.Plain);
        yield return ("= free now", PanelWords.Count(ledger.Free, Certainty(pool)), ledger.Free <= 0 ? Role.Full : Role.Title);
        if (ledger.Reclaimable > 0)
        {
            yield return (string.Empty, PanelWords.Count(ledger.Reclaimable, "of the free ones are in TIME-WAIT, and connect() takes them over when it needs them"), Role.Muted);
        }

        if (pool.Upstream is { } upstream)
        {
            yield return ("^ at the NAT", PanelWords.Count(upstream.Used, PanelWords.Text($"of {upstream.Limit:N0} that {upstream.Budget.Preset.Name} has for this destination")), pool.IsUpstreamTrouble ? Role.AtRisk : Role.Plain);
        }
    }

    private static string Seen(Snapshot ground) => ground.Ports.Bound.IsComplete
        ? ground.HoldersAge.TotalSeconds >= 1 ? PanelWords.Text($"; read {ground.HoldersAge.TotalSeconds:0.0} s before this poll") : string.Empty
        : ", and perhaps more: not all are seen";

    private static string Certainty(PoolSample pool) => pool.Ledger switch
    {
        { FreeLower: null } => "at most: not every socket that holds a port is seen",
        { IsExact: true } => "exact: each port is accounted for",
        { MayMissOne: true, FreeLower: var lower, FreeUpper: var upper } => PanelWords.Text($"between {lower:N0} and {upper:N0}; of an odd range the last port may be out of reach"),
        { FreeLower: var lower, FreeUpper: var upper } => PanelWords.Text($"between {lower:N0} (all doubtful ports are taken) and {upper:N0} (none is)"),
    };

    private static IEnumerable<string> States(PoolSample pool)
        => StateGroup.All.Skip(1).Where(group => group.Count(pool.States) > 0).Select(group => PanelWords.Text($"{group.Name} {group.Count(pool.States):N0}"));

    private static IEnumerable<(string Key, string Text, Role Role)> Holders(PoolSample pool, Snapshot ground)
    {
        if (pool.Key.IsNat || pool.Key.Protocol != Protocol.Tcp)
        {
            yield break;
        }

        if (ground.Ports.Reserved > 0)
        {
            yield return ("reserved", Spaced(ground.Ports.Settings.Reserved), Role.Plain);
        }

        foreach (var line in Name("listens", ground.Ports.Listeners, ground).Concat(Name("bound", ground.Ports.Bound.Holders, ground)))
        {
            yield return line;
        }
    }

    /// <summary>Who holds which ports, a line for each owner.</summary>
    private static IEnumerable<(string Key, string Text, Role Role)> Name(string word, IReadOnlyList<PortHolder> holders, Snapshot ground)
    {
        foreach (var group in holders.Where(holder => ground.Ports.IsEphemeral(holder.Port)).GroupBy(holder => ground.Owners.Of(holder) is { } owner ? OwnerText.Describe(owner) : "?"))
        {
            var ports = new PortSet();
            foreach (var holder in group)
            {
                ports.Add(holder.Port);
            }

            yield return (word, $"{group.Key}: {Spaced(ports)}", Role.Plain);
        }
    }

    private static string Spaced(PortSet ports) => ports.ToText(Named).Replace(",", ", ", StringComparison.Ordinal);

    private static IEnumerable<(string Key, string Text, Role Role)> Beside(UiState state, PoolSample pool, Snapshot ground)
    {
        foreach (var bind in ground.BindPools)
        {
            if (bind.Key.Source == pool.Key.Source || (bind.Key.Source.IsWildcard && bind.Key.Source.IsIPv4 == pool.Key.Source.IsIPv4))
            {
                yield return ("bind() first", PanelWords.Count(bind.Ledger.Free, $"left from {(bind.Key.Source.IsWildcard ? "*" : bind.Key.Source)} for all targets together; then EADDRINUSE"), bind.Ledger.Free <= 0 ? Role.Full : Role.Plain);
            }
        }

        foreach (var sibling in state.Siblings)
        {
            yield return ("other address", PanelWords.Count(sibling.Free, $"free from {sibling.Address}; connect() tries none by itself"), Role.Plain);
        }

        if (pool.PortReturnSeconds is { } seconds)
        {
            yield return ("each port", $"is used again after about {PanelWords.Duration(seconds)}{(seconds < 60 ? ", while a peer that closed first still knows it: its challenge ACKs and PAWS drops are under 5" : ": no peer knows it any more")}", seconds < 60 ? Role.Notice : Role.Plain);
        }
    }
}
