using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Asks the kernel for a port: says beforehand what it does, and then what came of it.</summary>
/// <param name="probe">Asks.</param>
/// <param name="output">Where the answer goes.</param>
/// <param name="place">The name of the network namespace where it asks; null for the program's own.</param>
internal sealed class ProbeCommand(IPortProbe probe, TextWriter output, string? place = null)
{
    /// <summary>Exit statuses, as README has them.</summary>
    internal const int NoneLeft = 1;
    internal const int Unanswered = 3;

    /// <summary>
    /// Asks one question. Returns 0 when the kernel gave a port, 1 when none is left, 3 when it was not asked or its answer says nothing.
    /// </summary>
    internal int Run(ProbeQuestion question)
    {
        output.WriteLine(ProbeText.Explain(question));
        output.WriteLine((ProbeText.HasSeveralSideEffects(question.Kind) ? "side effects: " : "side effect: ") + ProbeText.SideEffects(question.Kind));
        if (place is not null)
        {
            output.WriteLine(ProbeText.Where(place));
        }

        var answer = probe.Ask(question);
        output.WriteLine(MachineText.Clean(ProbeText.Describe(answer)));
        return answer.Outcome switch
        {
            ProbeOutcome.Given => 0,
            ProbeOutcome.NoneLeft => NoneLeft,
            _ => Unanswered,
        };
    }
}
