namespace PortTop.Tui.WarRoom;

/// <summary>A letter made of dots.</summary>
/// <param name="Width">Its width in dots.</param>
/// <param name="Rows">Its rows from the top, the leftmost dot of each in the highest of <see cref="Width"/> bits.</param>
internal readonly record struct BigLetter(int Width, byte[] Rows)
{
    /// <summary>Reads rows of # and . with blanks between them.</summary>
    internal static BigLetter Parse(string picture)
    {
        var rows = picture.Split(' ');
        return new BigLetter(rows[0].Length, [.. rows.Select(static row => row.Aggregate((byte)0, static (bits, dot) => (byte)((bits << 1) | (dot == '#' ? 1 : 0))))]);
    }

    /// <summary>True when there is a dot; what lies beyond the letter has none.</summary>
    internal bool HasDot(int x, int y) => y >= 0 && y < Rows.Length && ((Rows[y] >> (Width - 1 - x)) & 1) != 0;
}
