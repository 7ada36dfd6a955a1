using PortTop.Tui.Device;
using PortTop.Tui.Pages;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The text of an enlarged panel, which scrolls, below what is drawn of it.</summary>
internal static class TextPanel
{
    private const int DemandRows = 9;
    private const int LeastChart = 6;

    /// <summary>As many lines of text stay in sight below a head.</summary>
    private const int LeastText = 3;

    /// <summary>How many rows of an enlarged panel are drawn and not written.</summary>
    internal static int HeadRows(UiState state, PanelArea area) => state.Panel switch
    {
        DetailPanel.Demand when state.Opened is not { IsNat: true } => Math.Clamp(area.Rows - LeastText, 0, DemandRows),
        DetailPanel.Used or DetailPanel.Coming => Math.Clamp(area.Rows - state.Texts.Lines.Count, Math.Min(LeastChart, area.Rows), Math.Max(LeastChart, area.Rows)),
        _ => 0,
    };

    /// <summary>How many lines of text are shown at once.</summary>
    internal static int PageSize(UiState state, PanelArea area) => Math.Max(0, area.Rows - HeadRows(state, area));

    /// <summary>Draws the lines, and in the title which of them are shown.</summary>
    /// <param name="state">The state.</param>
    /// <param name="grid">The screen.</param>
    /// <param name="area">Where.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="title">The column behind the title.</param>
    internal static void Draw(UiState state, CellGrid grid, PanelArea area, IReadOnlyList<PageLine> lines, int title)
    {
        var isLarge = state.Panel != DetailPanel.All;
        var head = isLarge ? HeadRows(state, area) : 0;
        var top = isLarge ? state.DetailTop : 0;
        var rows = Math.Max(0, area.Rows - head);
        for (var i = 0; i < rows && top + i < lines.Count; i++)
        {
            var line = lines[top + i];
            var pen = new Pen(grid, area.Left, area.First + head + i, area.Right);
            pen.Text(line.Key, line.KeyRole);
            pen.MoveTo(area.Left - 1 + line.TextColumn);
            pen.Text(line.Text, line.TextRole);
        }

        if (isLarge && lines.Count > rows)
        {
            var pen = new Pen(grid, title, area.Row, area.Right);
            pen.Text(" lines ", Role.Muted);
            pen.Count(top + 1, Role.Muted);
            pen.Text(state.Glyphs.Dash, Role.Muted);
            pen.Count(Math.Min(top + rows, lines.Count), Role.Muted);
            pen.Text(" of ", Role.Muted);
            pen.Count(lines.Count, Role.Muted);
            pen.Text(" ");
        }
    }
}
