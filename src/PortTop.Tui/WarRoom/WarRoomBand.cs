using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.WarRoom;

/// <summary>What the bands of large letters have in common.</summary>
internal static class WarRoomBand
{
    internal const string DemoWord = "DEMO";

    /// <summary>Of a demo it is said that it is one, because its time is made up.</summary>
    internal static void DrawDemo(CellGrid grid, int row, int scale, Glyphs glyphs)
    {
        var width = BigText.Width(DemoWord, scale);
        var x = grid.Width - WarRoomSizes.Left - width;
        for (var i = 0; i < BigText.Rows(scale); i++)
        {
            grid.Fill(x - 1, row + i, width + 2, ' ', (int)Role.Banner);
        }

        BigText.Draw(grid, x, row, DemoWord, scale, Role.Banner, glyphs);
    }

    /// <summary>Gives a band the background of its role, where the theme has one.</summary>
    internal static void Fill(CellGrid grid, int row, int rows, Role role, int columns = int.MaxValue)
    {
        for (var i = 0; i < rows; i++)
        {
            grid.Fill(0, row + i, Math.Min(columns, grid.Width), ' ', (int)role);
        }
    }
}
