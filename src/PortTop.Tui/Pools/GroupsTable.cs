using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The table of groups of pools: each stands as its worst pool does.</summary>
internal sealed class GroupsTable(Action<int?> choose) : RowsView(choose)
{
    private IReadOnlyList<PlacedGroupColumn> _columns = [];
    private int _width;

    /// <summary>The columns that there is room for.</summary>
    internal IReadOnlyList<PlacedGroupColumn> Columns
    {
        get
        {
            if (_width != ScreenSize.Width)
            {
                _width = ScreenSize.Width;
                _columns = GroupTableColumns.For(_width);
            }

            return _columns;
        }
    }

    /// <inheritdoc/>
    protected override int Count => State.Groups.Count;

    /// <inheritdoc/>
    protected override int Chosen => State.GroupSelection.Row;

    /// <inheritdoc/>
    protected override void PaintHeader(CellGrid cells) => DrawHeader(State, Columns, cells, 0);

    /// <inheritdoc/>
    protected override void PaintRow(CellGrid cells, int y, int row) => DrawRow(State, Columns, cells, y, State.Groups[row]);

    /// <inheritdoc/>
    protected override void PaintEmpty(CellGrid cells)
        => cells.Write(3, 1, State.Snapshot is { Pools.Count: > 0 } ? FilterBar.WhyEmpty(State) : string.Empty, (int)Role.Muted);

    private static void DrawHeader(UiState state, IReadOnlyList<PlacedGroupColumn> columns, CellGrid grid, int row)
    {
        Span<char> name = stackalloc char[24];
        var kind = PoolGroups.Describe(state.Group);
        var length = kind.AsSpan().ToUpperInvariant(name);
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, PoolTableColumns.Margin, row, grid.Width);
        for (var i = 0; i < columns.Count; i++)
        {
            var placed = columns[i];
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

    private static void DrawRow(UiState state, IReadOnlyList<PlacedGroupColumn> columns, CellGrid grid, int row, PoolGroup group)
    {
        Span<char> text = stackalloc char[96];
        var role = Roles.Of(group.Worst.Status.Condition);
        var pen = new Pen(grid, PoolTableColumns.Margin, row, grid.Width);
        for (var i = 0; i < columns.Count; i++)
        {
            var placed = columns[i];
            var length = placed.Column.Write(group, state.TimeOf(group.Worst), text);
            var isJudged = placed.Column == GroupColumns.State || placed.Column == GroupColumns.Free || placed.Column == GroupColumns.Use
                || (placed.Column == GroupColumns.Troubled && group.Troubled > 0);
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
