using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>Why, and what to do, in a line each.</summary>
internal static class AdviceLines
{
    private const int Margin = 3;

    internal static void DrawWhy(UiState state, CellGrid grid, int row, Advice advice)
    {
        if (row >= 0)
        {
            var pen = new Pen(grid, Margin, row, grid.Width);
            pen.Text("Why   ", Role.Muted);
            pen.Clipped(advice.Why, Role.Plain, state.Glyphs);
        }
    }

    internal static void DrawDo(UiState state, CellGrid grid, int row, Advice advice)
    {
        if (row < 0)
        {
            return;
        }

        const string Key = "press e";
        var more = grid.Width - Key.Length - advice.More.Length - 1;
        var isRoom = more >= Margin + advice.Do.Length + Margin * 2;
        var pen = new Pen(grid, Margin, row, isRoom ? more : grid.Width - Key.Length - 1);
        pen.Text("Do    ", Role.Muted);
        pen.Clipped(advice.Do, Role.Title, state.Glyphs);
        pen = new Pen(grid, isRoom ? more : grid.Width - Key.Length, row, grid.Width);
        pen.Text(Key, Role.Key);
        pen.Text(isRoom ? advice.More : string.Empty, Role.Muted);
    }
}
