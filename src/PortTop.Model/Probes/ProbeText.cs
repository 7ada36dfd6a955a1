using System.Globalization;

namespace PortTop.Model;

/// <summary>What a probe asks, does beside, and came to, in the words of the command and of the screen.</summary>
public static class ProbeText
{
    /// <summary>Why nothing is asked of a pool of source NAT.</summary>
    public const string NatRefusal = "NAT ports are not the host's: they are given to packets on their way through, and no system call can ask the kernel for one";

    private const string Held = "the port is held for some microseconds";

    /// <summary>A search that takes longer has looked through thousands of ports, or was held up.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(0.2);

    /// <summary>"asks for a TCP source port from 10.0.2.15 towards 10.8.0.12:5432 by a connect() that sends nothing …".</summary>
    public static string Explain(ProbeQuestion question)
    {
        var from = From(question.Source);
        return question.Kind switch
        {
            ProbeKind.Connect => $"asks for a TCP source port{from} towards {Target(question)} by a connect() that sends nothing (TCP_FASTOPEN_CONNECT puts the SYN off; the socket is closed before)",
            ProbeKind.UdpConnect => $"asks for a UDP source port{from} towards {Target(question)} by connect(), which sends nothing for UDP",
            ProbeKind.Bind => $"asks for a TCP port by bind(){from} to port 0, as what binds before it connects{(question.Port == 0 ? string.Empty : " to " + Target(question))} does",
            _ => $"asks for a UDP port by bind(){from} to port 0{(question.Source is { IsWildcard: true } ? ", which takes from the same ports as connect() and sendto()" : string.Empty)}",
        };
    }

    /// <summary>What else comes of asking.</summary>
    public static string SideEffects(ProbeKind kind)
        => kind switch
        {
            ProbeKind.Connect => Held + ", a TIME-WAIT that can be reused may be used up, and tracers of connect() see it",
            ProbeKind.Bind => Held + ", and before Linux 6.18, where connections from other addresses are on it too, until these are gone",
            _ => Held,
        };

    /// <summary>"in the network namespace web".</summary>
    public static string Where(string place) => "in the network namespace " + MachineText.Clean(place);

    /// <summary>True where asking has more than one side effect.</summary>
    public static bool HasSeveralSideEffects(ProbeKind kind) => kind == ProbeKind.Connect;

    /// <summary>"yes: port 34567 from 10.0.2.15, after 0.012 ms", "no: EADDRNOTAVAIL, …", "not answered: …".</summary>
    public static string Describe(ProbeAnswer answer)
    {
        var from = From(answer.Source);
        var search = string.Create(CultureInfo.InvariantCulture, $"{answer.Search.TotalMilliseconds:0.000} ms");

        // A made-up kernel takes no time.
        var isTimed = answer.Search > TimeSpan.Zero;
        return answer.Outcome switch
        {
            ProbeOutcome.Given => $"yes: port {answer.Port}{from}{(isTimed ? ", after " + search : string.Empty)}" + (answer.Search > Slow ? " (slow: the even half of the range is full, or the machine is busy)" : string.Empty),
            ProbeOutcome.NoneLeft => $"no: {answer.Reason}; no port is left{from}{(isTimed ? ", after a search of " + search : string.Empty)}",
            _ => $"not answered: {answer.Reason}",
        };
    }

    private static string From(IpAddress? source) => source switch
    {
        null => string.Empty,
        { IsWildcard: true } => " from any address",
        { } address => $" from {address}",
    };

    private static string Target(ProbeQuestion question)
    {
        Span<char> text = stackalloc char[64];
        return text[..AddressText.WriteEndpoint(question.Destination, question.Scope, question.Port, text)].ToString();
    }
}
