using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PortTop.Tui.Device;

/// <summary>
/// Turns the difference between the screen that the terminal shows and the next one into bytes. Only changed cells are written;
/// a frame is wrapped in synchronized output (DEC private mode 2026), so that a terminal that knows it shows no half frames.
/// </summary>
public sealed class FrameEncoder
{
    /// <summary>Moving the cursor costs four bytes and more: a shorter run of unchanged cells is written again.</summary>
    private const int BridgedGap = 4;

    private readonly CellGrid _shown;
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;
    private bool _isUnknown = true;
    private int _style;
    private int _cursorX;
    private int _cursorY;

    /// <summary>An encoder for a screen of the given size, of whose content nothing is known.</summary>
    public FrameEncoder(int width, int height)
    {
        _shown = new CellGrid(width, height);
    }

    /// <summary>Nothing is known of the terminal's content any more: the next frame writes all of it.</summary>
    public void Forget() => _isUnknown = true;

    /// <summary>
    /// The bytes that turn what the terminal shows into <paramref name="next"/>; empty when nothing changed. They hold until the next call.
    /// </summary>
    public ReadOnlySpan<byte> Encode(CellGrid next, Palette palette)
    {
        _length = 0;
        if (next.Width != _shown.Width || next.Height != _shown.Height)
        {
            _shown.Resize(next.Width, next.Height);
            _isUnknown = true;
        }

        Append("\e[?2026h"u8);
        var start = _length;
        if (_isUnknown)
        {
            Append("\e[m\e[2J"u8);
            _shown.Clear();
            _style = 0;
            _cursorX = -1;
            _isUnknown = false;
        }

        for (var y = 0; y < next.Height; y++)
        {
            if (!AreEqual(next.Row(y), _shown.Row(y)))
            {
                EncodeRow(next.Row(y), _shown.Row(y), y, palette);
            }
        }

        if (_length == start)
        {
            return [];
        }

        _shown.CopyFrom(next);
        Append("\e[?2026l"u8);
        return _buffer.AsSpan(0, _length);
    }

    /// <summary>Compares cells as the eight bytes that they are, many at a time.</summary>
    private static bool AreEqual(ReadOnlySpan<Cell> a, ReadOnlySpan<Cell> b)
        => MemoryMarshal.Cast<Cell, ulong>(a).SequenceEqual(MemoryMarshal.Cast<Cell, ulong>(b));

    private void EncodeRow(ReadOnlySpan<Cell> next, ReadOnlySpan<Cell> shown, int y, Palette palette)
    {
        var end = LengthWithoutTail(next, palette);
        var x = 0;
        while (x < end)
        {
            if (next[x] == shown[x])
            {
                x++;
                continue;
            }

            // A wide character is written whole, from its first cell.
            x = next[x].Rune == Cell.Continuation && x > 0 ? x - 1 : x;
            var stop = EndOfChange(next, shown, x, end);
            MoveTo(x, y);
            for (; x < stop; x++)
            {
                WriteCell(next[x], palette);
            }

            _cursorX = x < next.Length ? x : -1;
        }

        if (!AreEqual(next[end..], shown[end..]))
        {
            MoveTo(end, y);
            UseStyle(0, palette);
            Append("\e[K"u8);
        }
    }

    /// <summary>The columns before the blanks that erasing to the end of the line makes.</summary>
    private static int LengthWithoutTail(ReadOnlySpan<Cell> row, Palette palette)
    {
        var end = row.Length;
        while (end > 0 && row[end - 1].Rune == ' ' && palette.IsPlainBlank(row[end - 1].Style))
        {
            end--;
        }

        // Erasing three cells is no shorter than writing them; at the last column the cursor may not stand at all.
        return row.Length - end > 3 ? end : row.Length;
    }

    private static int EndOfChange(ReadOnlySpan<Cell> next, ReadOnlySpan<Cell> shown, int start, int end)
    {
        var stop = start;
        for (var x = start; x < end && x - stop <= BridgedGap; x++)
        {
            if (next[x] != shown[x])
            {
                stop = x + 1;
            }
        }

        return stop < end && next[stop].Rune == Cell.Continuation ? stop + 1 : stop;
    }

    private void WriteCell(Cell cell, Palette palette)
    {
        if (cell.Rune == Cell.Continuation)
        {
            return;
        }

        UseStyle(cell.Style, palette);
        Reserve(4);
        if (cell.Rune < 0x80)
        {
            _buffer[_length++] = (byte)cell.Rune;
        }
        else
        {
            _length += new Rune(cell.Rune).EncodeToUtf8(_buffer.AsSpan(_length));
        }
    }

    private void UseStyle(int style, Palette palette)
    {
        if (style != _style)
        {
            Append(palette.Sequence(style));
            _style = style;
        }
    }

    /// <summary>CUP, or CUF when the cursor stands to the left in the same row (ECMA-48).</summary>
    private void MoveTo(int x, int y)
    {
        if (_cursorX >= 0 && _cursorY == y && _cursorX <= x)
        {
            if (_cursorX < x)
            {
                Append("\e["u8);
                AppendNumber(x - _cursorX);
                Append("C"u8);
            }
        }
        else
        {
            Append("\e["u8);
            AppendNumber(y + 1);
            Append(";"u8);
            AppendNumber(x + 1);
            Append("H"u8);
        }

        _cursorX = x;
        _cursorY = y;
    }

    private void AppendNumber(int number)
    {
        Reserve(11);
        number.TryFormat(_buffer.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }
    }
}
