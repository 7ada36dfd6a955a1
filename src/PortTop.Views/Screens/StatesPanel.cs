using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The states of one pool with bars, in the fixed order of the breakdown, so that rows do not change places.</summary>
internal static class StatesPanel
{
    private const int NameWidth = 11;
    private const int CountWidth = 8;

    internal static void Draw(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        var x = layout.LedgerWidth;
        DetailScreen.DrawTitle(grid, x, layout.PanelRow, grid.Width - x, "States", state.Glyphs);
        grid.Fill(x, layout.PanelRow, 1, state.Glyphs.Junction, (int)Role.Muted);
        for (var i = 1; i <= layout.PanelRows; i++)
        {
            grid.Fill(x, layout.PanelRow + i, 1, state.Glyphs.Separator, (int)Role.Muted);
        }

        if (state.OpenedPool is not { } pool)
        {
            return;
        }

        var row = layout.PanelRow + 1;
        var total = Math.Max(1, pool.States.Total);
        Span<char> text = stackalloc char[16];
        for (var i = 0; i < StateGroup.All.Count && row <= layout.PanelRow + layout.PanelRows; i++)
        {
            var group = StateGroup.All[i];
            var count = group.Count(pool.States);
            if (count == 0)
            {
                continue;
            }

            var pen = new Pen(grid, x + 2, row++, grid.Width - 1);
            pen.Field(group.Name, NameWidth, ColumnAlignment.Left, Roles.Of(group), state.Glyphs);
            pen.Field(text[..NumberText.WriteCount(count, text)], CountWidth, ColumnAlignment.Right, Role.Plain, state.Glyphs);
            pen.Skip(1);
            Bar.Draw(ref pen, (double)count / total, pen.Room, Roles.Of(group), state.Glyphs);
        }

        OwnersPanel.Draw(state, grid, x + 2, row, layout.PanelRow + 1 + layout.PanelRows, pool);
    }
}
