using System.Drawing;
using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using static System.FormattableString;

namespace PortTop.Tui.Pages;

/// <summary>
/// Everything about the ports that is no matter of one pool: the range, who holds its ports, what each address has left, the sysctls.
/// </summary>
internal sealed class PortsPage : LinesView
{
    /// <summary>So many ports, or runs of ports, are named.</summary>
    private const int Named = 40;

    /// <summary>Behind the longest name.</summary>
    private const int KnobColumn = 28;
    private const int PlaceColumn = 24;

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        if (state.Ground is not { } snapshot)
        {
            return lines.All;
        }

        var asked = state.Filter.SourcePorts.Count == 0 ? [] : state.Snapshot!.LookupsEverywhere.ToArray();
        foreach (var lookup in asked)
        {
            lines.Section(
                PortLookupText.Headline(lookup),
                PortLookupText.Lines(lookup, DiagnosisPlace.Host).Where(static line => !line.IsCommand)
                    .Select(static line => (line.Key, line.Text, line.IsTrouble ? Role.Notice : Role.Plain)));
        }

        if (asked.Length > 0)
        {
            lines.Section(
                "Whether a server could take it",
                [(
                    string.Empty,
                    $"\"porttop who {PortLookupText.Name(asked[0])}\" asks the kernel; --netns names another network namespace")]);
        }

        if (state.Snapshot is { Namespaces: { Count: > 1 } places })
        {
            lines.Section("Network namespaces", places.OrderBy(place => Worst(state.Snapshot, place)).Select(Place), PlaceColumn);
            lines.Section("Range, in " + snapshot.Source.Namespace, Range(snapshot));
        }
        else
        {
            lines.Section("Range", Range(snapshot));
        }

        if (snapshot.Ports.Unreserved is { } atRisk)
        {
            lines.Section("Servers in the range whose port is not reserved", AtRisk(atRisk, snapshot));
        }

        lines.Section("Who has which port (/ sport:PORT tells all about one)", PortUsers.List(snapshot), PortUsers.Column);
        lines.Section("What bind() can still get before connect()", snapshot.BindPools.Select(Bind));
        lines.Section("The NAT behind which the machine may be", UpstreamLine.Describe(snapshot));
        lines.Section("Sysctls", snapshot.Surroundings.Knobs.Select(Knob), KnobColumn);
        if (snapshot.Surroundings.Knobs.Any(static knob => knob.IsBootUnknown))
        {
            lines.Section("At boot", [("sysctl.d", "its files set the host's own namespace; what sets the values of this one is not known")]);
        }

        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> AtRisk(UnreservedListeners atRisk, Snapshot snapshot)
    {
        yield return ("ports", atRisk.Names(snapshot.Owners), Role.Notice);
        yield return (
            "risk",
            "while such a server is down, for a restart, any connection may be given its port: it then fails with EADDRINUSE",
            Role.Plain);
        yield return ("reserve", atRisk.Command(snapshot.Source), Role.Plain);
        yield return ("undo", atRisk.Undo(snapshot.Source), Role.Plain);
    }

    private static IEnumerable<(string Key, string Text)> Range(Snapshot snapshot)
    {
        var ports = snapshot.Ports;
        yield return ("range", Invariant($"{ports.Range.Low}-{ports.Range.High}, {ports.Range.Size:N0} ports for EACH source address and target"));
        if (ports.MayMissOne)
        {
            yield return (string.Empty, "an odd number of ports: the kernel's search covers an even number of them, so the last free one may be out of reach");
        }

        yield return ("- reserved", Count(ports.Reserved, Spaced(ports.Settings.Reserved)));
        yield return ("- listeners", Count(ports.Listening, Name(ports.Listeners, ports)));
        var holders = Count(snapshot.BoundFirst, Name(ports.Bound.Holders, ports)) + Asked(snapshot.Asking);
        yield return ("- bound first", ports.Bound.IsComplete
            ? holders + Invariant($"; read {snapshot.HoldersAge.TotalSeconds:0.0} s before this poll")
            : "?, " + holders + " seen: \"binds\" in help says why not all");
        yield return ("- suspected", snapshot.Doubtful == 0
            ? "0; no socket leaves a doubt"
            : Invariant($"{snapshot.Suspected:N0}. On {snapshot.Doubtful:N0} ports are sockets of which the kernel was not asked whether bind() or accept() took the port, and so whether it is gone for all targets. {snapshot.Suspected:N0} of them it is by all signs: connect() would have chosen others. The bounds of \"free\" show the doubt"));
        yield return ("= each target", Invariant($"{snapshot.FreeForAny:N0}"));
        yield return ("asked", AskingText.Describe(snapshot.Asking));
        if (OutsideText.Describe(snapshot.Outside) is { } outside)
        {
            yield return ("outside", outside);
        }
    }

    private static string Asked(in PortAnswers asking)
        => asking.Held == 0 ? string.Empty : Invariant($"; {asking.Held:N0} of them as the kernel answered");

    /// <summary>The row of its worst pool among all: the namespace in trouble is told first.</summary>
    private static int Worst(Snapshot snapshot, NamespaceSample place)
    {
        for (var row = 0; row < snapshot.Pools.Count; row++)
        {
            if (snapshot.Pools[row].Key.NetworkNamespace == place.Place.Inode)
            {
                return row;
            }
        }

        return int.MaxValue;
    }

    private static (string Key, string Text, Role Role) Place(NamespaceSample place)
        => (place.Place.Label, NamespaceText.Describe(place), place.Problem is not null ? Role.Notice : place.Reading is { Pools: [{ Status.Condition: var condition }, ..] } ? Roles.Of(condition) : Role.Plain);

    private static (string Key, string Text, Role Role) Bind(PoolSample pool)
    {
        var ledger = pool.Ledger;
        Span<char> address = stackalloc char[64];
        var length = PoolAddressText.WriteSource(pool, address);
        var bounds = ledger switch
        {
            { FreeLower: null } => " at most",
            { IsExact: true } => string.Empty,
            _ => Invariant($" ({ledger.FreeLower:N0}-{ledger.FreeUpper:N0})"),
        };
        return (
            address[..length].ToString(),
            Invariant($"{ledger.Free:N0} free{bounds} = {ledger.Range:N0} - {ledger.Reserved:N0} reserved - {ledger.Listeners:N0} listening - {ledger.BoundFirst:N0} bound - {ledger.Suspected:N0} in doubt - {ledger.Used:N0} in use{(ledger.Free <= 0 ? "; bind() fails with EADDRINUSE" : string.Empty)}"),
            ledger.Free <= 0 ? Role.Full : Role.Plain);
    }

    private static (string Key, string Text, Role Role) Knob(Knob knob)
    {
        // The folders are known to whoever looks for the name.
        var name = knob.Name.Replace("net.ipv4.", string.Empty, StringComparison.Ordinal).Replace("net.netfilter.", string.Empty, StringComparison.Ordinal);
        var remark = KnobText.Remark(knob);
        var text = knob.Running is null ? remark : KnobText.Show(knob.Running) + (remark.Length > 0 ? "   " + remark : string.Empty);
        return (name, text, knob.Drift == KnobDrift.None ? Role.Plain : Role.Notice);
    }

    private static string Count(int count, string names) => names.Length == 0 ? Invariant($"{count:N0}") : Invariant($"{count:N0}: {names}");

    private static string Name(IReadOnlyList<PortHolder> holders, PortSpace ports)
    {
        var set = new PortSet();
        foreach (var holder in holders)
        {
            if (ports.IsEphemeral(holder.Port))
            {
                set.Add(holder.Port);
            }
        }

        return Spaced(set);
    }

    /// <summary>With blanks, so that a long list can be broken into lines.</summary>
    private static string Spaced(PortSet ports) => ports.ToText(Named).Replace(",", ", ", StringComparison.Ordinal);
}
