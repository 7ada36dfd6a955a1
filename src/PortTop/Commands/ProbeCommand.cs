using System.Globalization;
using PortTop.Kernel.Probe;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Asks the kernel for a port: says beforehand what it does, and then what came of it.</summary>
/// <param name="probe">Asks.</param>
/// <param name="output">Where the answer goes.</param>
internal sealed class ProbeCommand(SourcePortProbe probe, TextWriter output)
{
    /// <summary>Exit statuses, as README has them.</summary>
    internal const int NoneLeft = 1;
    internal const int Unanswered = 3;

    /// <summary>A search that takes longer has looked through thousands of ports, or was held up.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(0.2);

    /// <summary>Asks one question. Returns 0 when the kernel gave a port, 1 when none is left, 3 when it was not asked or its answer says nothing.</summary>
    internal int Run(ProbeQuestion question)
    {
        output.WriteLine(Explain(question));
        var answer = probe.Ask(question);
        output.WriteLine(Describe(answer));
        return answer.Outcome switch
        {
            ProbeOutcome.Given => 0,
            ProbeOutcome.NoneLeft => NoneLeft,
            _ => Unanswered,
        };
    }

    private static string Explain(ProbeQuestion question)
    {
        var target = Endpoint(question);
        var from = question.Source is { } source ? $" from {source}" : string.Empty;
        const string Held = "the port is held for some microseconds";
        return question.Kind switch
        {
            ProbeKind.Connect => $"asks for a TCP source port{from} towards {target} by a connect() that sends nothing (TCP_FASTOPEN_CONNECT puts the SYN off; the socket is closed before)\nside effects: {Held}, a TIME-WAIT that can be reused may be used up, and tracers of connect() see it",
            ProbeKind.UdpConnect => $"asks for a UDP source port{from} towards {target} by connect(), which sends nothing for UDP\nside effect: {Held}",
            ProbeKind.Bind => $"asks for a TCP port by bind(){from} to port 0, as what binds before it connects to {target} does\nside effect: {Held}",
            _ => $"asks for a UDP port by bind(){from} to port 0\nside effect: {Held}",
        };
    }

    private static string Describe(ProbeAnswer answer)
    {
        var search = string.Create(CultureInfo.InvariantCulture, $"{answer.Search.TotalMilliseconds:0.000} ms");
        var from = answer.Source is { } source ? $" from {source}" : string.Empty;
        return answer.Outcome switch
        {
            ProbeOutcome.Given => $"yes: port {answer.Port}{from}, after {search}" + (answer.Search > Slow ? " (slow: the even half of the range is full, or the machine is busy)" : string.Empty),
            ProbeOutcome.NoneLeft => $"no: {answer.Reason}; no port is left{from}, after a search of {search}",
            _ => $"not answered: {answer.Reason}",
        };
    }

    private static string Endpoint(ProbeQuestion question)
    {
        Span<char> text = stackalloc char[64];
        return text[..AddressText.WriteEndpoint(question.Destination, question.Scope, question.Port, text)].ToString();
    }
}
