using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// A diagnosis as a page that a tired person can act on: the verdict, why, and what to do, each with its command, its risk, how it is undone and what the pool would do
/// then. The usual one fits into 23 rows of 79 columns: a terminal without scrolling.
/// </summary>
public static class DiagnosisText
{
    private const int Indent = 5;
    private const int NarrowestWidth = 40;

    /// <summary>Between a remedy and what the pool would do then.</summary>
    private const int Gap = 2;

    /// <summary>Causes beyond these explain next to nothing.</summary>
    private const int MostCauses = 3;
    private const int MostEvidence = 2;

    /// <summary>The lines of a page.</summary>
    /// <param name="diagnosis">What is told.</param>
    /// <param name="verdict">How the pool stands.</param>
    /// <param name="width">The width of the page; commands may be longer.</param>
    /// <param name="isWhole">Every cause is told with its figures, not the first one alone: there is room.</param>
    public static IReadOnlyList<DiagnosisLine> Write(Diagnosis diagnosis, string verdict, int width, bool isWhole = false)
    {
        width = Math.Max(NarrowestWidth, width);
        var lines = new List<DiagnosisLine>();
        Wrap(lines, DiagnosisLineKind.Verdict, string.Empty, verdict, width);
        if (diagnosis.IsHealthy)
        {
            Wrap(lines, DiagnosisLineKind.Healthy, string.Empty, Healthy(diagnosis), width);
            if (diagnosis.Note is { } note)
            {
                Wrap(lines, DiagnosisLineKind.Evidence, string.Empty, note, width);
            }

            return lines;
        }

        for (var i = 0; i < Math.Min(MostCauses, diagnosis.Causes.Count); i++)
        {
            var cause = diagnosis.Causes[i];
            Wrap(lines, DiagnosisLineKind.Point, i == 0 ? "Why  " : "Also ", cause.Title, width);
            foreach (var evidence in cause.Evidence.Take(i == 0 || isWhole ? MostEvidence : 0))
            {
                Wrap(lines, DiagnosisLineKind.Evidence, string.Empty.PadLeft(Indent), evidence, width);
            }
        }

        const string Then = "the pool then";
        const string Heading = "Do   least harm first; porttop runs none of it";
        lines.Add(new DiagnosisLine(DiagnosisLineKind.Heading, width >= Heading.Length + Then.Length + Gap ? Heading.PadRight(width - Then.Length) + Then : Heading));
        for (var i = 0; i < diagnosis.Remedies.Count; i++)
        {
            WriteRemedy(lines, i, diagnosis.Remedies[i], width);
        }

        if (diagnosis.Remedies.Count == 0)
        {
            Wrap(lines, DiagnosisLineKind.Risk, string.Empty.PadLeft(Indent), "nothing that is known to help", width);
        }

        return lines;
    }

    /// <summary>One remedy in a line: "reuse connections: a pool, or keep-alive (settles at 1 %)".</summary>
    public static string Summarize(Remedy remedy) => $"{remedy.Title} ({remedy.Outcome})";

    private static string Healthy(Diagnosis diagnosis)
    {
        var stays = diagnosis.Now.Kind == ProspectKind.Settles ? $"; with what is asked of it now it {Say.Prospect(diagnosis.Now)}" : string.Empty;
        return diagnosis.Pool is { } pool
            ? $"Healthy: {Say.Ports(pool.Ledger.Free)} of {Say.Count(pool.Ledger.Capacity)} are free{stays}. Nothing has to be done."
            : "Healthy: nothing has to be done.";
    }

    private static void WriteRemedy(List<DiagnosisLine> lines, int index, Remedy remedy, int width)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}   ");
        var point = number + remedy.Title;
        var then = remedy.Outcome;
        if (point.Length + Gap + then.Length <= width)
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Point, point + then.PadLeft(width - point.Length)));
        }
        else
        {
            Wrap(lines, DiagnosisLineKind.Point, number, remedy.Title, width);
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Point, then.PadLeft(width)));
        }

        foreach (var command in remedy.Commands)
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Command, (remedy.IsLookOnly ? "  ?  " : "  $  ") + command));
        }

        var isApart = remedy.Commands.Count > 0 && !remedy.IsLookOnly && !remedy.IsUndoShort;
        if (isApart)
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Risk, "undo " + remedy.Undo));
        }

        var how = remedy.How is null ? string.Empty : $"how  {remedy.How}; ";
        Wrap(lines, DiagnosisLineKind.Risk, string.Empty, $"{how}risk{(how.Length > 0 ? ":" : string.Empty)} {remedy.Risk}{(isApart ? string.Empty : "; undo: " + remedy.Undo)}", width);
    }

    private static void Wrap(List<DiagnosisLine> lines, DiagnosisLineKind kind, string lead, string text, int width)
    {
        var room = width - lead.Length;
        while (text.Length > room)
        {
            var space = text.LastIndexOf(' ', room);
            var end = space > 0 ? space : room;
            lines.Add(new DiagnosisLine(kind, lead + text[..end]));
            text = text[end..].TrimStart();
            lead = string.Empty.PadLeft(lead.Length);
        }

        lines.Add(new DiagnosisLine(kind, lead + text));
    }
}
