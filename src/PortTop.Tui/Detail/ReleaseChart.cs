using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>How many ports come back out of TIME-WAIT in each of the next seconds, against what is asked for.</summary>
internal static class ReleaseChart
{
    private const int LabelEvery = 15;

    /// <summary>" asks 12,345/s".</summary>
    private const int LabelWidth = 14;

    internal static void Draw(UiState state, CellGrid grid, ChartArea area)
    {
        if (state.OpenedPool is not { } pool || state.IsPast || state.Snapshot?.Detail is not { Outlook: { } outlook } detail || detail.Key != pool.Key)
        {
            new Pen(grid, area.Left, area.Top, grid.Width).Clipped(state.IsPast ? "not kept of past polls" : string.Empty, Role.Muted, state.Glyphs);
            return;
        }

        if (pool.HeldTimeWait == 0)
        {
            var pen = new Pen(grid, area.Left, area.Top, area.X + area.Width);
            pen.Clipped(pool.Ledger.Reclaimable > 0 ? "none: connect() takes TIME-WAIT ports over when it needs them" : "none is in TIME-WAIT", Role.Muted, state.Glyphs);
            return;
        }

        // A column for each second, or for as many as it takes.
        var seconds = (PoolOutlook.Seconds + area.Columns - 1) / area.Columns;
        var columns = (PoolOutlook.Seconds + seconds - 1) / seconds;
        var asks = pool.Demand?.Mean ?? 0;
        var top = Math.Max(asks, 1);
        for (var i = 0; i < columns; i++)
        {
            top = Math.Max(top, PerSecond(outlook, i, seconds));
        }

        for (var i = 0; i < columns; i++)
        {
            var rate = PerSecond(outlook, i, seconds);
            Columns.Draw(grid, area.Left + i, area.Bottom, area.Rows, rate / top, rate >= asks ? Role.Steady : Role.TimeWait, state.Glyphs);
        }

        DrawAsks(state, grid, area, outlook, seconds, asks, top);

        for (var second = 0; second < PoolOutlook.Seconds; second += LabelEvery)
        {
            var pen = new Pen(grid, area.Left + (second / seconds), area.Bottom + 1, area.X + area.Width);
            pen.Text(second == 0 ? "now" : "+", second == 0 ? Role.Title : Role.Muted);
            if (second > 0)
            {
                pen.Number(second, "0s", Role.Muted);
            }
        }
    }

    private static void DrawAsks(UiState state, CellGrid grid, ChartArea area, PoolOutlook outlook, int seconds, double asks, double top)
    {
        var columns = (PoolOutlook.Seconds + seconds - 1) / seconds;
        if (asks <= 0)
        {
            return;
        }

        var row = area.Bottom - Math.Clamp((int)(asks / top * area.Rows), 0, area.Rows - 1);
        for (var i = 0; i < columns; i++)
        {
            if (area.Bottom - Columns.Cells(PerSecond(outlook, i, seconds) / top, area.Rows, state.Glyphs) >= row)
            {
                grid.Fill(area.Left + i, row, 1, state.Glyphs.Rule, (int)Role.AtRisk);
            }
        }

        var isBeside = area.Width - 2 - columns >= LabelWidth;
        var pen = new Pen(grid, area.Left + (isBeside ? columns : 1), row, area.X + area.Width);
        pen.Text(" asks ", Role.AtRisk);
        pen.Rate(asks, Role.AtRisk);
        pen.Text("/s ", Role.AtRisk);
    }

    private static double PerSecond(PoolOutlook outlook, int column, int seconds)
    {
        var (sum, count) = (0.0, 0);
        for (var i = column * seconds; i < Math.Min(PoolOutlook.Seconds, (column + 1) * seconds); i++, count++)
        {
            sum += outlook.Releases[i];
        }

        return sum / Math.Max(1, count);
    }
}
