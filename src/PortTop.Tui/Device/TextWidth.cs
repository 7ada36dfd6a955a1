using System.Globalization;
using System.Text;

namespace PortTop.Tui.Device;

/// <summary>How many columns text takes on a terminal, as wcwidth(3) tells, and what of it can be shown.</summary>
public static class TextWidth
{
    /// <summary>REGIONAL INDICATOR SYMBOL LETTER A.</summary>
    private const int FirstFlagLetter = 0x1f1e6;

    /// <summary>The columns of a character: 0, 1 or 2 (Unicode Standard Annex 11, wide and fullwidth).</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300 || IsDrawing(rune))
        {
            return rune.Value is 0xad ? 0 : 1;
        }

        return IsInvisible(rune) ? 0 : WideCharacters.Contains(rune.Value) ? 2 : 1;
    }

    /// <summary>The columns of a text as <see cref="CellGrid.Write"/> shows it.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(Printable(rune));
        }

        return width;
    }

    /// <summary>Box drawing, block elements and geometric shapes: one column, and in every frame.</summary>
    private static bool IsDrawing(Rune rune) => rune.Value is >= 0x2500 and <= 0x25bf;

    /// <summary>The character itself, or "?" for one that moves the cursor, turns the direction of writing or ends a line.</summary>
    public static Rune Printable(Rune rune) => IsDrawing(rune) ? rune : Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => new Rune('?'),
        _ => IsFlagLetter(rune) ? new Rune('A' + rune.Value - FirstFlagLetter) : rune,
    };

    /// <summary>Two of them are a flag on some terminals, of two columns or of four; as plain letters they are two everywhere.</summary>
    private static bool IsFlagLetter(Rune rune) => rune.Value is >= FirstFlagLetter and <= 0x1f1ff;

    /// <summary>
    /// Combining marks, format characters (direction marks and joiners among them), skin tones, which some terminals draw into the
    /// character before, and the vowels and finals of conjoining Hangul.
    /// </summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.EnclosingMark or UnicodeCategory.Format || rune.Value is (>= 0x1160 and <= 0x11ff) or (>= 0x1f3fb and <= 0x1f3ff);
}
