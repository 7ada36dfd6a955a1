using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>What can be done, least harm first, with what the pool would do then; with room for it also what each risks.</summary>
internal sealed class RemediesPanel(PanelsView panels) : Panel(panels, DetailPanel.Remedies)
{
    private const int NumberWidth = 3;
    private const int Gap = 2;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box, Panels.Texts.Remedies);

    /// <summary>Draws as many as there is room for.</summary>
    private static void Draw(UiState state, CellGrid grid, PanelBox area,
        IReadOnlyList<(string Title, string Outcome, string Risk)> remedies)
    {
        if (remedies.Count == 0)
        {
            new Pen(grid, area.Left, PanelBox.First, area.Right - 1).Clipped(
                state.Explanation is { IsHealthy: false, Causes.Count: > 0 } ? "nothing that is known to help" : "nothing has to be done", Role.Muted, state.Glyphs);
            return;
        }

        var withRisk = area.Rows >= remedies.Count * 2;
        for (var i = 0; i < remedies.Count; i++)
        {
            var row = PanelBox.First + (withRisk ? i * 2 : i);
            if (row >= area.End)
            {
                return;
            }

            DrawRemedy(state, grid, area, row, (i, remedies[i]), withRisk);
        }
    }

    private static void DrawRemedy(UiState state, CellGrid grid, PanelBox area, int row,
        (int Index, (string Title, string Outcome, string Risk) Texts) remedy, bool withRisk)
    {
        var (index, (title, outcome, risk)) = remedy;
        var right = area.Right - 1;
        var isBeside = outcome.Length <= (right - area.Left) / 2;
        var pen = new Pen(grid, area.Left, row, isBeside ? right - outcome.Length - Gap : right);
        pen.Number(index + 1, "0", Role.Key);
        pen.MoveTo(area.Left + NumberWidth);
        pen.Clipped(title, index == 0 ? Role.Title : Role.Plain, state.Glyphs);
        if (isBeside)
        {
            new Pen(grid, right - outcome.Length, row, right).Text(outcome, Role.Muted);
        }

        if (withRisk)
        {
            pen = new Pen(grid, area.Left + NumberWidth, row + 1, right);
            pen.Text(isBeside ? string.Empty : outcome, Role.Plain);
            pen.Text(isBeside ? "risk " : "; risk ", Role.Muted);
            pen.Clipped(risk, Role.Muted, state.Glyphs);
        }
    }
}
