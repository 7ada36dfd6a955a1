using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The states of one pool with bars, in the fixed order of the breakdown, so that rows do not change places.</summary>
internal static class StatesPanel
{
    private const int NameWidth = 11;
    private const int CountWidth = 8;

    /// <summary>Draws the title and a line for each state that a socket is in.</summary>
    /// <param name="state">The state.</param>
    /// <param name="grid">The screen.</param>
    /// <param name="x">The first column.</param>
    /// <param name="top">The row of the title.</param>
    /// <param name="rows">How many rows follow.</param>
    /// <param name="withOwners">The owners stand below the states.</param>
    /// <param name="end">The column behind the last; where none is given the panel goes to the edge.</param>
    internal static void Draw(UiState state, CellGrid grid, int x, int top, int rows, bool withOwners, int end = int.MaxValue)
    {
        end = Math.Min(end, grid.Width);
        DetailScreen.DrawTitle(grid, x, top, end - x, "States", state.Glyphs);
        DetailScreen.DrawSeparator(grid, x, top, rows, state.Glyphs);

        if (state.OpenedPool is not { } pool)
        {
            return;
        }

        var row = top + 1;
        var total = Math.Max(1, pool.States.Total);
        Span<char> text = stackalloc char[16];
        for (var i = 0; i < StateGroup.All.Count && row <= top + rows; i++)
        {
            var group = StateGroup.All[i];
            var count = group.Count(pool.States);
            if (count == 0)
            {
                continue;
            }

            var pen = new Pen(grid, x + 2, row++, end - 1);
            pen.Field(group.Name, NameWidth, ColumnAlignment.Left, Roles.Of(group), state.Glyphs);
            pen.Field(text[..NumberText.WriteCount(count, text)], CountWidth, ColumnAlignment.Right, Role.Plain, state.Glyphs);
            pen.Skip(1);
            Bar.Draw(ref pen, (double)count / total, pen.Room, Roles.Of(group), state.Glyphs);
        }

        if (withOwners)
        {
            OwnersPanel.Draw(state, grid, x + 2, row, top + 1 + rows, pool);
        }
    }
}
