using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>
/// The use of one pool: three minutes back, and one minute on by what is foretold. The top is the capacity, or a quarter of it where less
/// is used.
/// </summary>
internal static class UseChart
{
    private const int PastSeconds = 180;
    private const int AheadSeconds = 60;
    private const double LowScale = .25;

    internal static void Draw(UiState state, CellGrid grid, ChartArea area)
    {
        if (state.OpenedPool is not { } pool || state.Snapshot is not { } snapshot || area.Columns < 8)
        {
            return;
        }

        var columns = Math.Min(area.Columns, PastSeconds + AheadSeconds);
        Span<double> used = stackalloc double[columns];
        var past = columns * PastSeconds / (PastSeconds + AheadSeconds);
        var step = TimeSpan.FromSeconds((double)PastSeconds / past);
        Fill(used, past, step, state, pool, snapshot);
        var most = pool.Ledger.Used;
        foreach (var value in used)
        {
            most = value > most ? (int)value : most;
        }

        var isLow = most < LowScale * pool.Ledger.Capacity;
        var top = Math.Max(1, pool.Ledger.Capacity * (isLow ? LowScale : 1));
        DrawTop(state, grid, area, columns, (int)top, isLow);
        for (var i = 0; i < columns; i++)
        {
            if (i >= past && !state.IsPast)
            {
                Columns.DrawPale(grid, area.Left + i, area.Bottom, area.Rows, used[i] / top, state.Glyphs);
                continue;
            }

            var role = used[i] >= pool.Ledger.Capacity ? Role.Full : Role.BarUsed;
            Columns.Draw(grid, area.Left + i, area.Bottom, area.Rows, used[i] / top, role, state.Glyphs);
        }

        DrawAxis(state, grid, area, columns, past);
    }

    private static void Fill(Span<double> used, int past, TimeSpan step, UiState state, PoolSample pool, Snapshot snapshot)
    {
        used.Fill(double.NaN);
        if (state.IsPast)
        {
            // What came after is known by now.
            snapshot.History?.CopyUsed(pool.Key, snapshot.Time + (step * (used.Length - past)), step, used);
            return;
        }

        snapshot.History?.CopyUsed(pool.Key, snapshot.Time, step, used[..past]);
        used[past - 1] = pool.Ledger.Used;
        if (snapshot.Detail is { Outlook: { } outlook } detail && detail.Key == pool.Key)
        {
            for (var i = past; i < used.Length; i++)
            {
                used[i] = outlook.Used[Math.Clamp((int)((i - past + 1) * step.TotalSeconds) - 1, 0, PoolOutlook.Seconds - 1)];
            }
        }
    }

    /// <summary>The line that must not be reached, with its number.</summary>
    private static void DrawTop(UiState state, CellGrid grid, ChartArea area, int columns, int top, bool isLow)
    {
        grid.Fill(area.Left, area.Top, columns, state.Glyphs.Rule, (int)(isLow ? Role.Muted : Role.AtRisk));
        var pen = new Pen(grid, area.Left + 1, area.Top, area.Left + columns);
        pen.Text(" ", Role.Muted);
        pen.Count(top, isLow ? Role.Muted : Role.AtRisk);
        pen.Text(isLow ? ", a quarter of the ports " : " ports ", Role.Muted);
    }

    private static void DrawAxis(UiState state, CellGrid grid, ChartArea area, int columns, int past)
    {
        for (var minute = 1; minute <= 3; minute++)
        {
            var pen = new Pen(grid, area.Left + past - 1 - (past * minute / 3) + (minute == 3 ? 1 : 0), area.Bottom + 1, area.Left + columns);
            pen.Text(state.Glyphs.Minus, Role.Muted);
            pen.Number(minute, "0m", Role.Muted);
        }

        var now = new Pen(grid, area.Left + past - 1, area.Bottom + 1, area.Left + columns);
        now.Text(state.IsPast ? "then" : "now", Role.Title);
        now = new Pen(grid, area.Left + columns - 3, area.Bottom + 1, area.Left + columns);
        now.Text("+1m", Role.Muted);
    }
}
