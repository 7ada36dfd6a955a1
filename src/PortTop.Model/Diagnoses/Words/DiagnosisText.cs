using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// A diagnosis as a page that a tired person can act on: the verdict, why, and what to do, each with its command, its risk, how it is
/// undone and what the pool would do then. The usual one fits into 23 rows of 79 columns: a terminal without scrolling.
/// </summary>
public static class DiagnosisText
{
    private const int Indent = 5;
    private const int NarrowestWidth = 20;

    /// <summary>Between a remedy and what the pool would do then.</summary>
    private const int Gap = 2;

    /// <summary>Causes beyond these explain next to nothing.</summary>
    private const int MostCauses = 3;
    private const int MostEvidence = 2;

    /// <summary>The lines of a page.</summary>
    /// <param name="diagnosis">What is told.</param>
    /// <param name="verdict">How the pool stands.</param>
    /// <param name="width">The width of the page; commands may be longer.</param>
    /// <param name="place">The network namespace in which commands have to run (<see cref="DiagnosisPlace.Of"/>).</param>
    /// <param name="isWhole">Every cause is told with its figures, not the first one alone: there is room.</param>
    public static IReadOnlyList<DiagnosisLine> Write(Diagnosis diagnosis, string verdict, int width, DiagnosisPlace place = default, bool isWhole = false)
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
        var heading = string.IsNullOrEmpty(place.Name) ? "Do   least harm first; porttop runs none of it" : $"Do   least harm first; in {place.Name}";
        if (width >= heading.Length + Then.Length + Gap)
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Heading, heading.PadRight(width - Then.Length) + Then));
        }
        else
        {
            Wrap(lines, DiagnosisLineKind.Heading, string.Empty, heading, width);
        }
        if (diagnosis.Now.Kind != ProspectKind.Unknown && diagnosis.Pool is not { Status.Condition: PoolCondition.Unclear }
            && diagnosis.Causes is not [{ Kind: CauseKind.DescriptorLimit or CauseKind.Conntrack or CauseKind.OwnRange }, ..])
        {
            AddPoint(lines, " 0   nothing", Say.Prospect(diagnosis.Now), width);
        }

        for (var i = 0; i < diagnosis.Remedies.Count; i++)
        {
            WriteRemedy(lines, i, diagnosis.Remedies[i], width, place);
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
        var pool = diagnosis.Pool!;
        var settles = pool.Status.SettlesAt is { } share ? "settles at " + Say.Share(Math.Floor(100 * share) / 100) : diagnosis.Now.Kind == ProspectKind.Settles ? Say.Prospect(diagnosis.Now) : null;
        return $"Healthy: {Say.Ports(pool.Ledger.Free)} of {Say.Count(pool.Ledger.Capacity)} are free{(settles is null ? string.Empty : $"; with what is asked of it now it {settles}")}. Nothing has to be done.";
    }

    private static void WriteRemedy(List<DiagnosisLine> lines, int index, Remedy remedy, int width, in DiagnosisPlace place)
    {
        AddPoint(lines, string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}   {remedy.Title}"), remedy.Outcome, width);

        // What it risks is read before what is to be copied.
        Wrap(lines, DiagnosisLineKind.Risk, "risk ", $"{remedy.Risk}{(remedy.IsUndoCommand ? string.Empty : "; undo: " + remedy.Undo)}", width);
        foreach (var step in remedy.Steps)
        {
            if (step.Kind == RemedyStepKind.Setting)
            {
                Wrap(lines, DiagnosisLineKind.Setting, "  >  ", step.Text, width);
            }
            else
            {
                lines.Add(new DiagnosisLine(DiagnosisLineKind.Command, (step.Kind == RemedyStepKind.Look ? "  ?  " : "  $  ") + place.Wrap(step.Text)));
            }
        }

        foreach (var undo in remedy.IsUndoCommand ? remedy.Undo.Split('\n') : [])
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Risk, "undo " + place.Wrap(undo)));
        }
    }

    /// <summary>A point with what the pool would do at the right; below it where there is no room.</summary>
    private static void AddPoint(List<DiagnosisLine> lines, string point, string then, int width)
    {
        if (point.Length + Gap + then.Length <= width)
        {
            lines.Add(new DiagnosisLine(DiagnosisLineKind.Point, point + then.PadLeft(width - point.Length)));
            return;
        }

        Wrap(lines, DiagnosisLineKind.Point, point[..Indent], point[Indent..], width);
        lines.Add(new DiagnosisLine(DiagnosisLineKind.Point, then.PadLeft(width)));
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
