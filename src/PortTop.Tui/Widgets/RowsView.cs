using PortTop.Tui.Device;
using PortTop.Tui.Keys;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>
/// A table with a heading, one of whose rows is chosen. It shows as many as it has room for, the chosen one always among them.
/// </summary>
/// <param name="choose">Chooses a row; null stays with the first.</param>
internal abstract class RowsView(Action<int?> choose) : StateView, IScroller
{
    private int _top;

    /// <summary>The first row that is shown.</summary>
    internal int Top => _top;

    /// <summary>The row behind the last that is shown.</summary>
    internal int End => Math.Min(_top + PageSize, Count);

    /// <summary>How many rows there are.</summary>
    protected abstract int Count { get; }

    /// <summary>The row that is chosen.</summary>
    protected abstract int Chosen { get; }

    /// <summary>The keys go to this table, and its chosen row is marked.</summary>
    protected virtual bool IsActive => true;

    /// <summary>It takes what its screen leaves.</summary>
    protected sealed override int Rows => Frame.Height;

    /// <summary>How many rows are shown at once, below the heading.</summary>
    internal int PageSize => Math.Max(1, Viewport.Height - 1);

    /// <inheritdoc/>
    public void Move(UiAction action)
    {
        if (Count > 0)
        {
            choose(action == UiAction.First ? null : Moves.Move(Chosen, action, PageSize, Count));
        }
    }

    /// <summary>Brings the chosen row into sight.</summary>
    internal void Follow()
    {
        var top = Math.Clamp(_top, Math.Max(0, Chosen - PageSize + 1), Math.Max(0, Chosen));
        _top = Math.Min(top, Math.Max(0, Count - PageSize));
    }

    /// <summary>Draws the heading.</summary>
    protected abstract void PaintHeader(CellGrid cells);

    /// <summary>Draws a row.</summary>
    protected abstract void PaintRow(CellGrid cells, int y, int row);

    /// <summary>Draws why there is no row.</summary>
    protected abstract void PaintEmpty(CellGrid cells);

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Follow();
        PaintHeader(cells);
        if (Count == 0)
        {
            PaintEmpty(cells);
        }

        for (var row = _top; row < End; row++)
        {
            var y = 1 + row - _top;
            PaintRow(cells, y, row);
            if (row == Chosen)
            {
                cells.Write(0, y, State.Glyphs.Marker, (int)Role.Selected, 1);
                if (IsActive)
                {
                    cells.Restyle(0, y, cells.Width, (int)Role.Selected);
                }
            }
        }
    }
}
