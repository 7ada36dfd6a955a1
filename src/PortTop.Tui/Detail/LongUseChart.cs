using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The use of one pool over the last quarter of an hour, its highest row the capacity.</summary>
internal static class LongUseChart
{
    private const int LabelEvery = 3;
    private const int MostColumns = 300;

    /// <summary>"12,345 ".</summary>
    private const int AxisWidth = 8;

    /// <summary>Draws it below a line that says what it is.</summary>
    internal static void Draw(UiState state, CellGrid grid, ChartArea area)
    {
        if (state.OpenedPool is not { } pool || state.Snapshot is not { History: { } history } snapshot)
        {
            return;
        }

        var left = area.Left + AxisWidth;
        var columns = Math.Clamp(area.Columns - AxisWidth, 0, MostColumns);
        var capacity = Math.Max(1, pool.Ledger.Capacity);
        Span<double> used = stackalloc double[columns];
        if (columns == 0)
        {
            return;
        }

        history.CopyUsed(pool.Key, snapshot.Time, UsageHistory.Span / columns, used);
        var title = new Pen(grid, area.Left, area.Row, area.X + area.Width);
        title.Text("the last 15 minutes; 1 in a minute of pools that are not among the 500 fullest", Role.Muted);
        for (var part = 0; part <= 2 && area.Rows > 3; part++)
        {
            DrawLabel(state, grid, area, capacity * (2 - part) / 2, part * (area.Rows - 2) / 2);
        }

        for (var i = 0; i < columns; i++)
        {
            Columns.Draw(grid, left + i, area.Bottom, area.Rows - 1, used[i] / capacity, used[i] >= capacity ? Role.Full : Role.BarUsed, state.Glyphs);
        }

        for (var minute = 15; minute > 0; minute -= LabelEvery)
        {
            var pen = new Pen(grid, left + ((15 - minute) * columns / 15), area.Bottom + 1, area.X + area.Width);
            pen.Text(state.Glyphs.Minus, Role.Muted);
            pen.Number(minute, "0m", Role.Muted);
        }

        new Pen(grid, left + columns - 4, area.Bottom + 1, area.X + area.Width).Text(state.IsPast ? "then" : " now", Role.Title);
    }

    private static void DrawLabel(UiState state, CellGrid grid, ChartArea area, int count, int row)
    {
        Span<char> text = stackalloc char[16];
        new Pen(grid, area.Left, area.Top + 1 + row, area.X + area.Width).Field(text[..NumberText.WriteCount(count, text)], AxisWidth - 1, ColumnAlignment.Right, Role.Muted, state.Glyphs);
    }
}
