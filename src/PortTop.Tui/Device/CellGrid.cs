using System.Runtime.InteropServices;
using System.Text;

namespace PortTop.Tui.Device;

/// <summary>
/// A screen of cells. It is the only way onto the terminal, and it takes printable characters only: whatever a process, a file
/// or the network has put into a text, no control character and no invisible one gets past here.
/// </summary>
public sealed class CellGrid
{
    private Cell[] _cells;

    /// <summary>A blank screen of <paramref name="width"/> columns and <paramref name="height"/> rows.</summary>
    public CellGrid(int width, int height)
    {
        Width = Math.Max(width, 1);
        Height = Math.Max(height, 1);
        _cells = new Cell[Width * Height];
        Clear();
    }

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>The cells of row <paramref name="y"/>.</summary>
    public ReadOnlySpan<Cell> Row(int y) => _cells.AsSpan(y * Width, Width);

    /// <summary>Makes every cell blank.</summary>
    public void Clear() => Array.Fill(_cells, Cell.Blank);

    /// <summary>Takes another size; everything is blank afterwards.</summary>
    public void Resize(int width, int height)
    {
        Width = Math.Max(width, 1);
        Height = Math.Max(height, 1);
        if (_cells.Length != Width * Height)
        {
            _cells = new Cell[Width * Height];
        }

        Clear();
    }

    /// <summary>
    /// Writes text from (<paramref name="x"/>, <paramref name="y"/>) to the right and returns the columns used. It stops before
    /// <paramref name="maxColumns"/> and at the edge, never in the middle of a wide character.
    /// </summary>
    /// <param name="x">The first column, from 0.</param>
    /// <param name="y">The row, from 0; a row outside the screen takes nothing.</param>
    /// <param name="text">The text; what cannot be shown becomes "?", what has no width is dropped.</param>
    /// <param name="style">An index into the palette.</param>
    /// <param name="maxColumns">The most columns to use.</param>
    public int Write(int x, int y, ReadOnlySpan<char> text, int style, int maxColumns = int.MaxValue)
    {
        if (y < 0 || y >= Height || x < 0)
        {
            return 0;
        }

        var end = (int)Math.Min(Width, (long)x + Math.Max(maxColumns, 0));
        var start = x;
        while (!text.IsEmpty)
        {
            var (rune, width, length) = Next(text);
            if (x + width > end)
            {
                break;
            }

            Put(x, y, rune, width, style);
            x += width;
            text = text[length..];
        }

        return x - start;
    }

    /// <summary>Fills <paramref name="columns"/> cells with one narrow character.</summary>
    public void Fill(int x, int y, int columns, char character, int style)
    {
        var (rune, width, _) = Next(new ReadOnlySpan<char>(in character));
        if (y < 0 || y >= Height || x < 0 || width != 1)
        {
            return;
        }

        var end = Math.Min(Width, x + columns);
        for (; x < end; x++)
        {
            Put(x, y, rune, 1, style);
        }
    }

    /// <summary>Gives <paramref name="columns"/> cells another style and leaves their characters.</summary>
    public void Restyle(int x, int y, int columns, int style)
    {
        if (y < 0 || y >= Height)
        {
            return;
        }

        var start = Math.Max(x, 0);
        var end = (int)Math.Min(Width, (long)x + columns);
        if (start >= end)
        {
            return;
        }

        // A wide character has one style.
        var row = Row(y);
        start -= row[start].Rune == Cell.Continuation && start > 0 ? 1 : 0;
        end += end < Width && row[end].Rune == Cell.Continuation ? 1 : 0;
        for (var i = start; i < end; i++)
        {
            ref var cell = ref _cells[(y * Width) + i];
            cell = cell with { Style = style };
        }
    }

    /// <summary>True when <paramref name="other"/> has the same size and the same cells.</summary>
    public bool IsSameAs(CellGrid other)
        => Width == other.Width && Height == other.Height
            && MemoryMarshal.AsBytes(_cells.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other._cells.AsSpan()));

    /// <summary>Makes this screen the same as <paramref name="other"/>, which has the same size.</summary>
    public void CopyFrom(CellGrid other) => other._cells.AsSpan().CopyTo(_cells);

    /// <summary>Row <paramref name="y"/> as text, without blanks at its end.</summary>
    public string RowText(int y)
    {
        var text = new StringBuilder(Width);
        foreach (var cell in Row(y))
        {
            if (cell.Rune != Cell.Continuation)
            {
                text.Append(new Rune(cell.Rune).ToString());
            }
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>The first character of a text as it may be shown, its columns, and its length in the text.</summary>
    private static (int Rune, int Width, int Length) Next(ReadOnlySpan<char> text)
    {
        if (text[0] is >= ' ' and <= '~')
        {
            return (text[0], 1, 1);
        }

        _ = Rune.DecodeFromUtf16(text, out var rune, out var length);
        var shown = TextWidth.Printable(rune);
        return (shown.Value, TextWidth.Of(shown), length);
    }

    private void Put(int x, int y, int rune, int width, int style)
    {
        if (width == 0)
        {
            return;
        }

        var index = (y * Width) + x;

        // Half a wide character is none: its other half becomes a blank.
        if (_cells[index].Rune == Cell.Continuation && x > 0)
        {
            _cells[index - 1] = _cells[index - 1] with { Rune = ' ' };
        }

        if (x + width < Width && _cells[index + width].Rune == Cell.Continuation)
        {
            _cells[index + width] = _cells[index + width] with { Rune = ' ' };
        }

        _cells[index] = new Cell(rune, style);
        if (width == 2)
        {
            _cells[index + 1] = new Cell(Cell.Continuation, style);
        }
    }
}
