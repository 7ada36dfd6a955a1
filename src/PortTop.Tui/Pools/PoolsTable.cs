using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The table of pools.</summary>
internal sealed class PoolsTable(Action<int?> choose) : RowsView(choose)
{
    /// <summary>Addresses of more rows than this are not measured: the screen shows fewer.</summary>
    private const int MeasuredRows = 500;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private IReadOnlyList<PoolSample> _measured = [];
    private int _width;

    /// <summary>The columns that there is room for.</summary>
    internal IReadOnlyList<PlacedColumn> Columns { get; private set; } = [];

    /// <inheritdoc/>
    protected override int Count => State.Rows.Count;

    /// <inheritdoc/>
    protected override int Chosen => State.SelectedRow;

    /// <inheritdoc/>
    protected override void PaintHeader(CellGrid cells)
    {
        Place();
        DrawHeader(State, Columns, cells, 0);
    }

    /// <inheritdoc/>
    protected override void PaintRow(CellGrid cells, int y, int row) => DrawRow(State, Columns, cells, y, State.Rows[row]);

    /// <inheritdoc/>
    protected override void PaintEmpty(CellGrid cells)
        => cells.Write(3, 1, State.Snapshot is { Pools.Count: > 0 } ? FilterBar.WhyEmpty(State) : string.Empty, (int)Role.Muted);

    /// <summary>Chooses the columns for the width and for the addresses that there are.</summary>
    internal void Place()
    {
        var width = ScreenSize.Width;
        if (ReferenceEquals(_measured, State.Rows) && _width == width && Columns.Count > 0)
        {
            return;
        }

        (_measured, _width) = (State.Rows, width);
        Columns = PoolTableColumns.For(width, Measure(State.Rows), areSeveral: State.Snapshot is { Namespaces.Count: > 1 },
            State.ChosenColumns);
    }

    private static (int Source, int Destination) Measure(IReadOnlyList<PoolSample> rows)
    {
        Span<char> text = stackalloc char[64];
        var (source, destination) = (0, 0);
        for (var i = 0; i < Math.Min(rows.Count, MeasuredRows); i++)
        {
            source = Math.Max(source, PoolAddressText.WriteSource(rows[i], text));
            destination = Math.Max(destination, PoolAddressText.WriteDestination(rows[i], text));
        }

        return (source, destination);
    }

    private static void DrawHeader(UiState state, IReadOnlyList<PlacedColumn> columns, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, PoolTableColumns.Margin, row, grid.Width);
        for (var i = 0; i < columns.Count; i++)
        {
            var placed = columns[i];
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
        => pool is { IsTroubled: true, Status: { SinceBeforeWatch: false, Condition: not PoolCondition.Failed, Since: var since } }
            && state.KnownUntil - since < Fresh;

    private static void DrawRow(UiState state, IReadOnlyList<PlacedColumn> columns, CellGrid grid, int row, PoolSample pool)
    {
        Span<char> text = stackalloc char[64];
        var role = Roles.Of(pool.Status.Condition);
        var pen = new Pen(grid, PoolTableColumns.Margin, row, grid.Width);
        for (var i = 0; i < columns.Count; i++)
        {
            var placed = columns[i];
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
