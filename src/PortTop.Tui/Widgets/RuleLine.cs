using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>The rule below a table, with which of its rows are shown: ── 1–28 of 2,000 owners ──.</summary>
internal static class RuleLine
{
    /// <summary>Draws it; without numbers where every row is shown.</summary>
    /// <param name="grid">The screen.</param>
    /// <param name="row">Where.</param>
    /// <param name="top">The first row that is shown.</param>
    /// <param name="end">The row behind the last that is shown.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="word">What they are.</param>
    /// <param name="glyphs">The characters.</param>
    internal static void Draw(CellGrid grid, int row, int top, int end, int count, string word, Glyphs glyphs)
    {
        grid.Fill(0, row, grid.Width, glyphs.Rule, (int)Role.Muted);
        if (top == 0 && end >= count)
        {
            return;
        }

        var pen = new Pen(grid, 4, row, grid.Width);
        pen.Text(" ", Role.Muted);
        pen.Count(top + 1, Role.Muted);
        pen.Text(glyphs.Dash, Role.Muted);
        pen.Count(end, Role.Muted);
        pen.Text(" of ", Role.Muted);
        pen.Count(count, Role.Muted);
        pen.Text(word, Role.Muted);
    }
}
