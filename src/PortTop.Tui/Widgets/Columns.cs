using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>Standing columns, a cell wide each.</summary>
internal static class Columns
{
    /// <summary>Draws one column upwards.</summary>
    /// <param name="grid">The screen.</param>
    /// <param name="x">Where.</param>
    /// <param name="bottom">The lowest row.</param>
    /// <param name="rows">The highest that a column may be.</param>
    /// <param name="share">How high it is, 0 to 1. Anything above nothing shows.</param>
    /// <param name="role">Its style.</param>
    /// <param name="glyphs">The characters.</param>
    internal static void Draw(CellGrid grid, int x, int bottom, int rows, double share, Role role, Glyphs glyphs)
    {
        var levels = glyphs.Levels.Count;
        var height = Height(share, rows, levels);
        for (var i = 0; i < rows && height > 0; i++, height -= levels)
        {
            grid.Fill(x, bottom - i, 1, glyphs.Levels[Math.Min(height, levels) - 1], (int)Roles.Ink(role));
        }
    }

    /// <summary>Draws one column of what is not there yet: without colour too it differs from what is.</summary>
    internal static void DrawPale(CellGrid grid, int x, int bottom, int rows, double share, Glyphs glyphs)
    {
        for (var i = 0; i < Cells(share, rows, glyphs); i++)
        {
            grid.Fill(x, bottom - i, 1, glyphs.Shades[^1], (int)Role.Muted);
        }
    }

    /// <summary>How many cells a column has, the part of one at its top included.</summary>
    internal static int Cells(double share, int rows, Glyphs glyphs)
        => (Height(share, rows, glyphs.Levels.Count) + glyphs.Levels.Count - 1) / glyphs.Levels.Count;

    /// <summary>The height in parts of a cell.</summary>
    private static int Height(double share, int rows, int levels)
    {
        if (!(share > 0))
        {
            return 0;
        }

        return Math.Clamp((int)Math.Round(share * rows * levels), 1, rows * levels);
    }
}
