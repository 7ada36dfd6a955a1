using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The table of pools.</summary>
internal static class PoolsTable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    internal static void Draw(UiState state, CellGrid grid, PoolsScreenLayout layout)
    {
        DrawHeader(state, grid, layout.HeaderRow);
        if (state.Rows.Count == 0 && state.Snapshot is { Pools.Count: > 0 })
        {
            grid.Write(3, layout.FirstRow, ScopeLine.WhyEmpty(state), (int)Role.Muted);
        }

        for (var i = 0; i < layout.PageSize && state.Top + i < state.Rows.Count; i++)
        {
            var row = layout.FirstRow + i;
            DrawRow(state, grid, row, state.Rows[state.Top + i]);
            if (state.Top + i == state.SelectedRow)
            {
                grid.Write(0, row, state.Glyphs.Marker, (int)Role.Selected, 1);
                grid.Restyle(0, row, grid.Width, (int)Role.Selected);
            }
        }
    }

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, PoolTableLayout.Margin, row, grid.Width);
        for (var i = 0; i < state.Columns.Count; i++)
        {
            var placed = state.Columns[i];
            var isSorted = placed.Column.Id == state.Sort;
            pen.Field(placed.Column.Header, placed.Width, placed.Column.Alignment, isSorted ? Role.Sorted : Role.Header, state.Glyphs);
            if (isSorted)
            {
                // In the gap behind the heading, or behind the word where there is room.
                var mark = placed.Column.Alignment == ColumnAlignment.Left ? pen.X - placed.Width + placed.Column.Header.Length : pen.X;
                grid.Fill(mark, row, 1, state.IsReversed ? state.Glyphs.Up : state.Glyphs.Down, (int)Role.Sorted);
            }

            pen.Skip(placed.BarWidth > 0 ? placed.BarWidth + 2 : 1);
        }
    }

    /// <summary>
    /// Trouble that was not there a few seconds ago. Of a pool that failed the time is that of its last failure, which is no change.
    /// </summary>
    private static bool HasChanged(UiState state, PoolSample pool)
        => pool is { IsTroubled: true, Status: { SinceBeforeWatch: false, Condition: not PoolCondition.Failed, Since: var since } } && state.KnownUntil - since < Fresh;

    private static void DrawRow(UiState state, CellGrid grid, int row, PoolSample pool)
    {
        Span<char> text = stackalloc char[64];
        var role = Roles.Of(pool.Status.Condition);
        var pen = new Pen(grid, PoolTableLayout.Margin, row, grid.Width);
        for (var i = 0; i < state.Columns.Count; i++)
        {
            var placed = state.Columns[i];
            if (placed.Column == Sparkline.Column)
            {
                Sparkline.Draw(grid, pen.X, row, pool, state.Snapshot!, role, state.Glyphs);
                pen.Skip(placed.Width + 1);
                continue;
            }

            if (placed.Column == PoolColumns.State && HasChanged(state, pool))
            {
                // In the gap before the field: no width changes, and without colour too it is seen.
                grid.Fill(pen.X - 1, row, 1, '*', (int)role);
            }

            var length = placed.Column.Write(pool, state.TimeOf(pool), text);
            var isJudged = placed.Column == PoolColumns.State || placed.Column == PoolColumns.Free || placed.Column == PoolColumns.Use;
            pen.Field(text[..length], placed.Width, placed.Column.Alignment, isJudged ? role : Role.Plain, state.Glyphs);
            pen.Skip(1);
            if (placed.BarWidth > 0)
            {
                Bar.DrawUse(ref pen, pool, placed.BarWidth, role, state.Glyphs);
                pen.Skip(1);
            }
        }
    }
}
