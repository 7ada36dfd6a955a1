using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The rule above a panel with its number and its name, and the line to the panel at its left.</summary>
internal static class PanelTitle
{
    /// <summary>Draws it.</summary>
    /// <returns>The column behind it.</returns>
    internal static int Draw(UiState state, CellGrid grid, DetailPanel panel, PanelBox area)
    {
        grid.Fill(0, PanelBox.Row, area.Width, state.Glyphs.Rule, (int)Role.Muted);
        if (area.HasNeighbour)
        {
            grid.Fill(0, PanelBox.Row, 1, state.Glyphs.Junction, (int)Role.Muted);
            for (var row = PanelBox.First; row < area.End; row++)
            {
                grid.Fill(0, row, 1, state.Glyphs.Separator, (int)Role.Muted);
            }
        }

        var (name, brief) = PanelNames.Of(state, panel);
        var pen = new Pen(grid, 2, PanelBox.Row, area.Right);
        pen.Text(" ");
        if (panel < DetailPanel.Beside)
        {
            pen.Number((int)panel, "0", Role.Key);
            pen.Text(" ");
        }

        pen.Text(pen.Room > name.Length + 1 ? name : brief, Role.Title);
        pen.Text(" ");
        return pen.X;
    }
}
