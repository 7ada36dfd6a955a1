using System.Globalization;
using System.Text;
using PortTop.Tui.Device;

namespace PortTop.Evaluation.Soaking;

/// <summary>
/// A small terminal: takes bytes as a terminal does and shows what a person would see. It knows the sequences that the encoder
/// uses and fails on any other, so that nothing unknown is ever sent.
/// </summary>
internal sealed class VirtualTerminal
{
    private readonly (string Text, string Style)[,] _cells;
    private int _x;
    private int _y;
    private string _style = "";
    private bool _isSynchronized;

    internal VirtualTerminal(int width, int height)
    {
        _cells = new (string, string)[height, width];
        Clear();
    }

    private int Width => _cells.GetLength(1);

    /// <summary>The character and the SGR parameters of a cell; an empty text is the second half of a wide character.</summary>
    internal (string Text, string Style) this[int x, int y] => _cells[y, x];

    internal void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (bytes[0] == 0x1b)
            {
                bytes = bytes[Escape(bytes)..];
                continue;
            }

            Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (rune.Value < ' ')
            {
                throw new InvalidOperationException($"a control character {rune.Value}");
            }

            Print(rune);
            bytes = bytes[consumed..];
        }
    }

    internal void EndFrame() => Demand(!_isSynchronized, "a frame ends its synchronized output");

    private void Print(Rune rune)
    {
        var width = TextWidth.Of(rune);
        Demand(_x + width <= Width, "nothing is written beyond the edge");
        for (var i = 0; i < width; i++)
        {
            Break(_x + i);
        }

        _cells[_y, _x] = (rune.ToString(), _style);
        if (width == 2)
        {
            _cells[_y, _x + 1] = ("", _style);
        }

        _x += width;
    }

    /// <summary>What overwrites half of a wide character leaves a blank in the other half.</summary>
    private void Break(int x)
    {
        if (_cells[_y, x].Text.Length == 0)
        {
            _cells[_y, x - 1] = (" ", _cells[_y, x - 1].Style);
        }
        else if (x + 1 < Width && _cells[_y, x + 1].Text.Length == 0)
        {
            _cells[_y, x + 1] = (" ", _cells[_y, x + 1].Style);
        }
    }

    private int Escape(ReadOnlySpan<byte> bytes)
    {
        Demand(bytes[1] == '[', "nothing but CSI is sent");
        var end = 2;
        while (bytes[end] is >= 0x20 and <= 0x3f)
        {
            end++;
        }

        var parameters = Encoding.ASCII.GetString(bytes[2..end]);
        switch ((char)bytes[end])
        {
            case 'm':
                _style = parameters;
                break;
            case 'H':
                var place = parameters.Split(';').Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
                (_y, _x) = (place[0] - 1, place[1] - 1);
                break;
            case 'C':
                _x += int.Parse(parameters, CultureInfo.InvariantCulture);
                break;
            case 'K' when parameters.Length == 0:
                Demand(_style.Length == 0, "erasing paints the background");
                Break(_x);
                for (var x = _x; x < Width; x++)
                {
                    _cells[_y, x] = (" ", "");
                }

                break;
            case 'J' when parameters == "2":
                Demand(_style.Length == 0, "erasing paints the background");
                Clear();
                break;
            case 'h' when parameters == "?2026":
                _isSynchronized = true;
                break;
            case 'l' when parameters == "?2026":
                _isSynchronized = false;
                break;
            default:
                throw new InvalidOperationException($"an unknown sequence CSI {parameters} {(char)bytes[end]}");
        }

        return end + 1;
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("not so: " + what);
        }
    }

    private void Clear()
    {
        for (var y = 0; y < _cells.GetLength(0); y++)
        {
            for (var x = 0; x < Width; x++)
            {
                _cells[y, x] = (" ", "");
            }
        }
    }
}
