using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The text of an enlarged panel, which scrolls, below what is drawn of it.</summary>
internal static class PanelText
{
    private const int DemandRows = 9;
    private const int LeastChart = 6;

    /// <summary>As many lines of text stay in sight below a head.</summary>
    private const int LeastText = 3;

    /// <summary>How many rows of an enlarged panel are drawn and not written.</summary>
    internal static int HeadRows(UiState state, PanelBox box, int lines) => state.Panel switch
    {
        DetailPanel.Demand when state.Opened is not { IsNat: true } => Math.Clamp(box.Rows - LeastText, 0, DemandRows),
        DetailPanel.Used or DetailPanel.Coming
            => Math.Clamp(box.Rows - lines, Math.Min(LeastChart, box.Rows), Math.Max(LeastChart, box.Rows)),
        _ => 0,
    };

    /// <summary>Draws lines, and in the title which of them are shown where one asks for that.</summary>
    /// <param name="state">The state.</param>
    /// <param name="grid">The panel.</param>
    /// <param name="box">Its place.</param>
    /// <param name="head">The rows that are drawn above them.</param>
    /// <param name="top">The first line that is shown.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="title">The column behind the title; null where nothing is to be said there.</param>
    internal static void Draw(UiState state, CellGrid grid, PanelBox box, int head, int top, IReadOnlyList<PageLine> lines, int? title)
    {
        var rows = Math.Max(0, box.Rows - head);
        for (var i = 0; i < rows && top + i < lines.Count; i++)
        {
            var line = lines[top + i];
            var pen = new Pen(grid, box.Left, PanelBox.First + head + i, box.Right);
            pen.Text(line.Key, line.KeyRole);
            pen.MoveTo(box.Left - 1 + line.TextColumn);
            pen.Text(line.Text, line.TextRole);
        }

        if (title is { } column && lines.Count > rows)
        {
            var pen = new Pen(grid, column, PanelBox.Row, box.Right);
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
