using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>The use of a pool over the last minute, a cell for every three seconds.</summary>
internal static class Sparkline
{
    private const int Cells = 20;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(3);

    /// <summary>The column of the table that has it. It is drawn, not written, and nothing is sorted by it.</summary>
    internal static PoolColumn Column { get; } = new(
        PoolColumns.RecentId, "LAST 60 S", Cells, ColumnAlignment.Left, "use over the last minute, its height the share of the ports that is used",
        static (_, _) => 0,
        static (_, _, _) => 0);

    internal static void Draw(CellGrid grid, int x, int row, PoolSample pool, Snapshot snapshot, Role role, Glyphs glyphs)
    {
        Span<double> used = stackalloc double[Cells];
        if (snapshot.History is not { } history)
        {
            return;
        }

        history.CopyUsed(pool.Key, snapshot.Time, Step, used);
        for (var i = 0; i < Cells; i++)
        {
            Columns.Draw(grid, x + i, row, 1, used[i] / Math.Max(1, pool.Ledger.Capacity), role, glyphs);
        }
    }
}
