using static System.FormattableString;

namespace PortTop.Model;

/// <summary>A line of what is told of a port.</summary>
/// <param name="Key">What it is about; empty where that stands above.</param>
/// <param name="Text">What is told.</param>
/// <param name="IsCommand">It is a command to be copied, and must stay on one line.</param>
/// <param name="IsTrouble">It tells what stands in the way.</param>
public readonly record struct PortLookupLine(string Key, string Text, bool IsCommand = false, bool IsTrouble = false);

/// <summary>What is told of a port, in words: for the command line, the page of ports, and messages.</summary>
public static class PortLookupText
{
    /// <summary>Of more connections of one owner the first few are told, and how many there are.</summary>
    private const int MostAlike = 4;

    /// <summary>PROT_SOCK: the usual value of ip_unprivileged_port_start.</summary>
    private const int Privileged = 1024;

    /// <summary>In one line: "8046/tcp in host: kube-apiserver[811] has it; a server cannot listen on it now".</summary>
    public static string Headline(PortLookup lookup)
    {
        var who = lookup.Occupants switch
        {
            [] when lookup.IsComplete => "nothing has it",
            [] => "nothing is seen on it",
            [{ Hold: PortHold.Ended } ended, ..] =>
                $"no process has it, an ended connection holds it for {Time(Last(lookup, ended))} more at most",
            [var first, ..] => Who(lookup, first) + " has it",
        };
        var outcome = lookup.Listen.Count == 0 ? string.Empty : lookup.Outcome switch
        {
            ListenOutcome.Yes when lookup.Listen.All(static answer => answer.WithoutReuse == ListenOutcome.Yes) =>
                "; a server can listen on it now",
            ListenOutcome.Yes => "; a server that sets SO_REUSEADDR can listen on it now",
            ListenOutcome.No when lookup.Listen.Any(static answer => answer.WithReuse == ListenOutcome.Yes) =>
                "; a server cannot listen on it now, on some addresses",
            ListenOutcome.No => "; a server cannot listen on it now",
            _ => "; whether a server can listen on it is not known",
        };
        return $"{Name(lookup)} in {lookup.Namespace}: {who}{outcome}";
    }

    /// <summary>Everything, in the order of what is asked first.</summary>
    public static IEnumerable<PortLookupLine> Lines(PortLookup lookup, DiagnosisPlace place)
        => Holders(lookup).Concat(Range(lookup)).Concat(Answers(lookup)).Concat(Advice(lookup, place));

    /// <summary>Who has it, with where the process belongs.</summary>
    public static IEnumerable<PortLookupLine> Holders(PortLookup lookup)
    {
        var key = "held by";
        foreach (var alike in lookup.Occupants.GroupBy(
            static found => (found.Hold, found.Owner?.Id, found.HasNoProcess ? default : found.Socket.Source)))
        {
            var count = alike.Count();
            foreach (var found in alike.Take(count > MostAlike ? 1 : count))
            {
                var text = $"{Who(lookup, found)}, {How(found)}"
                    + $"{(count > MostAlike ? Invariant($" and {count - 1:N0} more like it") : string.Empty)}";
                yield return new PortLookupLine(key, text + (found.Left is { } left ? $", for {Time(left)} more at most" : string.Empty));
                key = string.Empty;
            }

            if (alike.First().Owner is { } owner)
            {
                foreach (var line in Belongs(owner))
                {
                    yield return new PortLookupLine(string.Empty, line);
                }
            }
        }

        if (lookup.Occupants.Count == 0)
        {
            yield return new PortLookupLine(key, lookup.IsComplete ? "nothing" : "nothing that is seen: " + PortLookup.WhyIncomplete);
        }
        else if (lookup.SeesOwnProcessesOnly && lookup.Occupants.Any(static found => found.Owner is { Process: null }))
        {
            yield return new PortLookupLine(
                string.Empty, "processes of other users cannot be looked into: \"sudo porttop who\" names them");
        }
    }

    /// <summary>Whether a server could take it.</summary>
    public static IEnumerable<PortLookupLine> Answers(PortLookup lookup)
    {
        if (lookup.Listen.Count == 0)
        {
            yield break;
        }

        var blocked = lookup.Listen.FirstOrDefault(static answer => answer.WithReuse != ListenOutcome.Yes);
        if (blocked is null)
        {
            yield return new PortLookupLine(
                "a server",
                "can listen on it now, on every address"
                    + (lookup.Listen.All(static answer => answer.WithoutReuse == ListenOutcome.Yes)
                        ? string.Empty : ", if it sets SO_REUSEADDR as servers do; without it, not yet")
                    + Basis(lookup.Listen[0]));
            yield break;
        }

        foreach (var alike in lookup.Listen.GroupBy(static answer => (answer.WithReuse, answer.InTheWay?.Hold)))
        {
            var answer = alike.First();
            var addresses = string.Join(", ", alike.Select(static found => Address(found.Address)));
            yield return new PortLookupLine(
                "a server", $"on {addresses}: {Outcome(answer, lookup.Protocol)}",
                IsTrouble: answer.WithReuse == ListenOutcome.No);
        }
    }

    /// <summary>What can be done about it.</summary>
    public static IEnumerable<PortLookupLine> Advice(PortLookup lookup, DiagnosisPlace place)
    {
        if (lookup.Outcome != ListenOutcome.Yes
            && lookup.Listen.FirstOrDefault(static answer => answer is { WithReuse: not ListenOutcome.Yes, InTheWay: not null })
                ?.InTheWay is { } inWay)
        {
            yield return new PortLookupLine("in the way", InTheWay(lookup, inWay), IsTrouble: true);
        }

        var hasConnection = lookup.Occupants.Any(static found => found.Hold is PortHold.Connected or PortHold.Chosen or PortHold.Ended);
        var hasListener = lookup.Occupants.Any(static found => found.Hold == PortHold.Listening);
        if (!lookup.IsEphemeral || (!hasConnection && !hasListener))
        {
            yield break;
        }

        var reserved = new PortSet();
        reserved.Add(lookup.Settings.Reserved);
        reserved.Add(lookup.Port);
        yield return new PortLookupLine(
            "for later", "reserve the port, so that no connection takes it before a server does (what has it now keeps it)");
        yield return new PortLookupLine("  $", place.Wrap(RangeOffer.SetReserved(reserved)), IsCommand: true);
        yield return new PortLookupLine("  undo", place.Wrap(RangeOffer.SetReserved(lookup.Settings.Reserved)), IsCommand: true);
    }

    /// <summary>"8046/tcp".</summary>
    public static string Name(PortLookup lookup) => Invariant($"{lookup.Port}/{(lookup.Protocol == Protocol.Udp ? "udp" : "tcp")}");

    /// <summary>"payment-api[811]", "user alice", "no process".</summary>
    public static string Who(PortLookup lookup, PortOccupant found) => found switch
    {
        { Owner: { } owner } => OwnerText.Describe(owner),
        { Hold: PortHold.Ended } => "an ended connection",
        { HasNoProcess: true } => "no process (closed by its program, not accepted yet, or of the kernel)",
        _ when lookup.SeesOwnProcessesOnly => Invariant($"uid {found.Socket.UserId}"),
        _ => "no process that is seen (a socket of the kernel's own, or one that is being handed over)",
    };

    /// <summary>"listening on 0.0.0.0", "connected from 127.0.0.1 to 127.0.0.1:2379, ESTAB".</summary>
    public static string How(PortOccupant found)
    {
        var socket = found.Socket;
        var source = Address(socket.Source);
        Span<char> text = stackalloc char[64];
        var remote = text[..AddressText.WriteEndpoint(socket.Destination, 0, socket.DestinationPort, text)].ToString();
        var device = socket.Interface == 0 ? string.Empty : Invariant($" (interface {socket.Interface})");
        return (found.Hold switch
        {
            PortHold.Listening => $"listening on {source}{(socket.IsIPv6Only == true ? " (IPv6 only)" : string.Empty)}",
            PortHold.Bound => $"bound on {source}, neither listening nor connected",
            PortHold.Chosen => $"connected from {source} to {remote}, a port that the program chose with bind(), {State(socket.State)}",
            PortHold.Accepted => $"accepted on {source} from {remote}, {State(socket.State)}",
            PortHold.Ended => $"{State(socket.State)} from {source} to {remote}",
            _ => $"connected from {source} to {remote}, {State(socket.State)}",
        }) + device;
    }

    private static IEnumerable<PortLookupLine> Range(PortLookup lookup)
    {
        var range = Invariant($"{lookup.Settings.Range.Low}-{lookup.Settings.Range.High}");
        var isPrivileged = lookup.Port < Privileged
            ? "; below 1,024 a server needs CAP_NET_BIND_SERVICE unless ip_unprivileged_port_start says otherwise"
            : string.Empty;
        yield return new PortLookupLine("the port", lookup switch
        {
            _ when lookup.Settings.Reserved.Contains(lookup.Port) =>
                "is reserved (ip_local_reserved_ports): only a program that asks for it by number gets it",
            { IsEphemeral: true } => $"lies in the ephemeral range {range} and is not reserved: any connection may be given it",
            _ => $"lies outside the ephemeral range {range}: only a program that asks for it by number gets it" + isPrivileged,
        });
    }

    private static IEnumerable<string> Belongs(Owner owner)
    {
        if (owner.Process is not { } process)
        {
            yield break;
        }

        var home = new[]
        {
            process.Pod is { } pod ? "pod " + pod : null,
            process.Container is { } container ? "container " + container : null,
            process.Unit is { } unit ? "unit " + unit : null,
            owner.User is { } user ? "user " + user : null,
        };
        if (string.Join(", ", home.OfType<string>()) is { Length: > 0 } text)
        {
            yield return text;
        }

        if (process.CommandLine.Length > 0)
        {
            yield return process.CommandLine;
        }

        if (owner.Processes.Count > 1)
        {
            yield return "shared by " + string.Join(
                ", ", owner.Processes.Select(static sharer => Invariant($"{sharer.Name}[{sharer.ProcessId}]")));
        }
    }

    private static string Outcome(ListenAnswer answer, Protocol protocol) => (answer.WithReuse switch
    {
        ListenOutcome.Yes when answer.WithoutReuse == ListenOutcome.Yes => "can listen now",
        ListenOutcome.Yes => "can listen now, if it sets SO_REUSEADDR",
        ListenOutcome.No when answer.InTheWay?.Hold == PortHold.Listening && protocol == Protocol.Tcp =>
            "cannot listen now: EADDRINUSE, unless both set SO_REUSEPORT and are of one user",
        ListenOutcome.No when protocol == Protocol.Udp => "cannot bind now: EADDRINUSE, unless both set SO_REUSEADDR or SO_REUSEPORT",
        ListenOutcome.No => "cannot listen now: EADDRINUSE, with SO_REUSEADDR too",
        _ when answer.InTheWay is null => "can listen now by all that is seen",
        _ => "cannot listen without SO_REUSEADDR; with it only if the other socket has set it too, which is not visible",
    }) + Basis(answer) + (answer.WhyUnknown is { } why ? $" ({why})" : string.Empty);

    private static string Basis(ListenAnswer answer) => answer.IsAsked ? " (the kernel was asked)" : string.Empty;

    private static string InTheWay(PortLookup lookup, PortOccupant found) => found.Hold switch
    {
        PortHold.Ended =>
            $"an ended connection, for {Time(Last(lookup, found))} more at most (the kernel may be 5 s late): it goes by itself",
        PortHold.Connected or PortHold.Chosen or PortHold.Accepted when lookup.Protocol == Protocol.Tcp =>
            $"{Who(lookup, found)}, {How(found)}: until it closes the connection, and up to 60 s more where it closes first",
        _ when found.Owner is null => $"{Who(lookup, found)}, {How(found)}",
        _ => $"{Who(lookup, found)}, {How(found)}: until it closes the socket or ends",
    };

    /// <summary>When the last of the closed ones that stand in the way goes.</summary>
    private static TimeSpan Last(PortLookup lookup, PortOccupant found)
    {
        var last = found.Left ?? TimeSpan.Zero;
        foreach (var other in lookup.Occupants)
        {
            last = other.Left > last ? other.Left.Value : last;
        }

        return last;
    }

    private static string Address(IpAddress address) => address.IsIPv4 ? address.ToString() : $"[{address}]";

    private static string State(TcpState state) => StateGroup.NameOf(state);

    private static string Time(TimeSpan left)
    {
        Span<char> text = stackalloc char[16];
        return text[..DurationText.Write(left + TimeSpan.FromSeconds(.999), text)].ToString();
    }
}
