using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The table of groups of pools: each stands as its worst pool does.</summary>
internal static class GroupsTable
{
    internal static void Draw(UiState state, CellGrid grid, PoolsScreenLayout layout)
    {
        DrawHeader(state, grid, layout.HeaderRow);
        if (state.Groups.Count == 0 && state.Snapshot is { Pools.Count: > 0 })
        {
            grid.Write(3, layout.FirstRow, ScopeLine.WhyEmpty(state), (int)Role.Muted);
        }

        for (var i = 0; i < layout.PageSize && state.GroupSelection.Top + i < state.Groups.Count; i++)
        {
            var row = layout.FirstRow + i;
            DrawRow(state, grid, row, state.Groups[state.GroupSelection.Top + i]);
            if (state.GroupSelection.Top + i == state.GroupSelection.Row)
            {
                grid.Write(0, row, state.Glyphs.Marker, (int)Role.Selected, 1);
                grid.Restyle(0, row, grid.Width, (int)Role.Selected);
            }
        }
    }

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        Span<char> name = stackalloc char[24];
        var kind = PoolGroups.Describe(state.Group);
        var length = kind.AsSpan().ToUpperInvariant(name);
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, PoolTableLayout.Margin, row, grid.Width);
        for (var i = 0; i < state.GroupColumns.Count; i++)
        {
            var placed = state.GroupColumns[i];
            ReadOnlySpan<char> header = i == 0 ? name[..length] : placed.Column.Header;
            var isSorted = placed.Column.Id == state.GroupSort;
            pen.Field(header, placed.Width, placed.Column.Alignment, isSorted ? Role.Sorted : Role.Header, state.Glyphs);
            if (isSorted)
            {
                var mark = placed.Column.Alignment == ColumnAlignment.Left ? pen.X - placed.Width + header.Length : pen.X;
                grid.Fill(mark, row, 1, state.IsGroupReversed ? state.Glyphs.Up : state.Glyphs.Down, (int)Role.Sorted);
            }

            pen.Skip(placed.BarWidth > 0 ? placed.BarWidth + 2 : 1);
        }
    }

    private static void DrawRow(UiState state, CellGrid grid, int row, PoolGroup group)
    {
        Span<char> text = stackalloc char[96];
        var role = Roles.Of(group.Worst.Status.Condition);
        var pen = new Pen(grid, PoolTableLayout.Margin, row, grid.Width);
        for (var i = 0; i < state.GroupColumns.Count; i++)
        {
            var placed = state.GroupColumns[i];
            var length = placed.Column.Write(group, state.TimeOf(group.Worst), text);
            var isJudged = placed.Column == Model.GroupColumns.State || placed.Column == Model.GroupColumns.Free || placed.Column == Model.GroupColumns.Use
                || (placed.Column == Model.GroupColumns.Troubled && group.Troubled > 0);
            pen.Field(text[..length], placed.Width, placed.Column.Alignment, isJudged ? role : Role.Plain, state.Glyphs);
            pen.Skip(1);
            if (placed.BarWidth > 0)
            {
                Bar.DrawUse(ref pen, group.Worst, placed.BarWidth, role, state.Glyphs);
                pen.Skip(1);
            }
        }
    }
}
