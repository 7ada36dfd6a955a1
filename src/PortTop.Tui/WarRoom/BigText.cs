using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// Text in big letters. At a scale of 1 a dot is a column wide and half a row high, which on most terminals is about a square; at 2 it is
/// two columns and a row, and so on.
/// </summary>
internal static class BigText
{
    private const int Gap = 1;

    /// <summary>The columns of a text, without a gap behind it.</summary>
    internal static int Width(ReadOnlySpan<char> text, int scale)
    {
        var dots = -Gap;
        foreach (var character in text)
        {
            dots += BigFont.Of(character).Width + Gap;
        }

        return Math.Max(0, dots * scale);
    }

    /// <summary>The rows of a text: 4, 7, 11, 14 …</summary>
    internal static int Rows(int scale) => ((BigFont.Height * scale) + 1) / 2;

    /// <summary>The largest scale at which a text has at most so many columns and rows; 0 where it has no room at all.</summary>
    internal static int Scale(ReadOnlySpan<char> text, int columns, int rows)
    {
        var scale = 0;
        while (Width(text, scale + 1) <= columns && Rows(scale + 1) <= rows)
        {
            scale++;
        }

        return scale;
    }

    /// <summary>Draws a text, of which the caller knows that it fits.</summary>
    internal static void Draw(CellGrid grid, int x, int y, ReadOnlySpan<char> text, int scale, Role role, Glyphs glyphs)
    {
        foreach (var character in text)
        {
            var letter = BigFont.Of(character);
            for (var row = 0; row < Rows(scale); row++)
            {
                DrawRow(grid, x, y + row, letter, row * 2, scale, role, glyphs);
            }

            x += (letter.Width + Gap) * scale;
        }
    }

    /// <summary>Draws the two half rows that lie in one row of cells.</summary>
    private static void DrawRow(CellGrid grid, int x, int y, BigLetter letter, int half, int scale, Role role, Glyphs glyphs)
    {
        for (var dot = 0; dot < letter.Width; dot++)
        {
            var filling = (letter.HasDot(dot, half / scale) ? 1 : 0) + (letter.HasDot(dot, (half + 1) / scale) ? 2 : 0);
            if (filling > 0)
            {
                grid.Fill(x + (dot * scale), y, scale, glyphs.Halves[filling - 1], (int)role);
            }
        }
    }
}
