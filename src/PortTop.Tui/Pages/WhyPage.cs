using System.Drawing;
using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pages;

/// <summary>Why a pool stands as it does and what can be done, as <c>porttop explain</c> writes it.</summary>
internal sealed class WhyPage : LinesView
{
    /// <summary>From so many rows on every cause has its figures.</summary>
    private const int TallHeight = 36;
    private const int NarrowestWidth = 20;

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen) => Explain(state, screen);

    /// <summary>The page, which the enlarged remedies of the detail show too.</summary>
    internal static IReadOnlyList<PageLine> Explain(UiState state, Size screen)
    {
        if (state.Explanation is not { } diagnosis)
        {
            return [Line(state.Snapshot is null ? "reading" : state.Explained is null ? "No connection uses a source port of the range here: nothing has to be explained." : "No socket of this pool is left.", Role.Muted)];
        }

        var verdict = diagnosis.Pool is { } pool ? VerdictText.Describe(pool, state.Snapshot!.Time, state.Glyphs.Arrow, state.TimeOf(pool))
            : NoPortText.Describe(state.Snapshot!.Starved ?? state.Snapshot);
        var lines = new List<PageLine>();
        var width = Math.Max(NarrowestWidth, screen.Width - 2);
        foreach (var line in DiagnosisText.Write(diagnosis, verdict, width, DiagnosisPlace.Of(state.Snapshot!, diagnosis),
            screen.Height >= TallHeight))
        {
            foreach (var part in Fold(line.Text, width))
            {
                lines.Add(Line(part, RoleOf(line.Kind, diagnosis)));
            }
        }

        return lines;
    }

    /// <summary>A command that is longer than the screen goes on in the next row: nothing of it may be missing.</summary>
    private static IEnumerable<string> Fold(string text, int width)
    {
        for (var start = 0; start < text.Length; start += width)
        {
            yield return text[start..Math.Min(text.Length, start + width)];
        }
    }

    private static PageLine Line(string text, Role role) => new(string.Empty, text, Role.Plain, role, 1);

    private static Role RoleOf(DiagnosisLineKind kind, Diagnosis diagnosis) => kind switch
    {
        DiagnosisLineKind.Verdict => diagnosis.Pool is { } pool ? Roles.Of(pool.Status.Condition) : Role.Full,
        DiagnosisLineKind.Heading or DiagnosisLineKind.Point => Role.Title,
        DiagnosisLineKind.Command or DiagnosisLineKind.Setting => Role.Key,
        DiagnosisLineKind.Healthy => Role.Steady,
        DiagnosisLineKind.Risk => Role.Muted,
        _ => Role.Plain,
    };
}
