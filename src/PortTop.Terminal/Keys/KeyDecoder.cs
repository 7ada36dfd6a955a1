using System.Buffers;
using System.Text;

namespace PortTop.Terminal;

/// <summary>
/// Turns what a terminal sends into key presses. A sequence may come in pieces: what is not complete yet is kept. Sequences that mean
/// nothing here are swallowed whole. Pasted text is told apart from what is typed (<see cref="KeyPress.IsPasted"/>): it must not press
/// keys.
/// </summary>
public sealed class KeyDecoder
{
    private const byte Escape = 0x1b;
    private const byte Bell = 0x07;

    /// <summary>No sequence of a keyboard is this long; a longer one is noise and is dropped.</summary>
    private const int MaxSequence = 64;

    private readonly byte[] _pending = new byte[MaxSequence];
    private int _length;
    private bool _isPasting;
    private bool _isInString;

    /// <summary>True while a lone ESC waits: for the rest of its sequence, or to be the Escape key.</summary>
    public bool IsLoneEscape => _length == 1 && _pending[0] == Escape && !IsSkipping;

    /// <summary>
    /// True while anything else is incomplete: a sequence cut in two by a slow link, or pasted text whose end has not come.
    /// </summary>
    public bool IsIncomplete => (_length > 0 || IsSkipping) && !IsLoneEscape;

    private bool IsSkipping => _isPasting || _isInString;

    /// <summary>Takes bytes and adds the key presses that they complete to <paramref name="presses"/>.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, ICollection<KeyPress> presses)
    {
        foreach (var value in bytes)
        {
            _pending[_length++] = value;
            if (_isPasting)
            {
                TakePasted(presses);
            }
            else if (_isInString)
            {
                SkipString();
            }
            else
            {
                Drain(presses);
            }

            if (_length == MaxSequence)
            {
                _isInString = IsString(_pending);
                _length = 0;
            }
        }
    }

    /// <summary>
    /// No more bytes came in time: a lone ESC was the Escape key; an unfinished sequence was none, and what began is over.
    /// </summary>
    public void Expire(ICollection<KeyPress> presses)
    {
        if (IsLoneEscape)
        {
            presses.Add(new KeyPress(Key.Escape));
        }

        _length = 0;
        _isPasting = false;
        _isInString = false;
    }

    private static ReadOnlySpan<byte> EndOfPaste => "\e[201~"u8;

    /// <summary>
    /// Takes pasted text up to its end; nothing in it is a sequence, whatever it looks like, and what is no character of it is dropped.
    /// </summary>
    private void TakePasted(ICollection<KeyPress> presses)
    {
        while (_length > 0)
        {
            var pending = _pending.AsSpan(0, _length);
            if (pending.SequenceEqual(EndOfPaste))
            {
                _isPasting = false;
                _length = 0;
                return;
            }

            var consumed = 1;
            if (pending[0] == Escape)
            {
                if (EndOfPaste.StartsWith(pending))
                {
                    return;
                }
            }
            else
            {
                consumed = DecodeCharacter(pending, out var press);
                if (consumed == 0)
                {
                    return;
                }

                if (press is { Key: Key.Character, IsControl: false } character)
                {
                    presses.Add(character with { IsPasted = true });
                }
            }

            _pending.AsSpan(consumed, _length - consumed).CopyTo(_pending);
            _length -= consumed;
        }
    }

    /// <summary>Drops a string that is too long to keep, up to BEL or ESC \.</summary>
    private void SkipString()
    {
        var pending = _pending.AsSpan(0, _length);
        if (pending[^1] == Bell || pending.EndsWith("\e\\"u8))
        {
            _isInString = false;
            _length = 0;
        }
        else
        {
            _length = pending[^1] == Escape ? 1 : 0;
            _pending[0] = Escape;
        }
    }

    /// <summary>OSC, DCS, APC or PM.</summary>
    private static bool IsString(ReadOnlySpan<byte> bytes)
        => bytes[0] == Escape && bytes[1] is (byte)']' or (byte)'P' or (byte)'_' or (byte)'^';

    private void Drain(ICollection<KeyPress> presses)
    {
        while (_length > 0)
        {
            var consumed = Decode(_pending.AsSpan(0, _length), out var press);
            if (consumed == 0)
            {
                return;
            }

            if (press is { } complete)
            {
                presses.Add(complete);
            }

            _pending.AsSpan(consumed, _length - consumed).CopyTo(_pending);
            _length -= consumed;
        }
    }

    /// <summary>Decodes the first press or sequence and returns its length, 0 when it is not complete.</summary>
    private int Decode(ReadOnlySpan<byte> bytes, out KeyPress? press)
    {
        press = null;
        if (bytes[0] != Escape)
        {
            return DecodeCharacter(bytes, out press);
        }

        if (bytes.Length == 1)
        {
            return 0;
        }

        switch (bytes[1])
        {
            case (byte)'[':
                return DecodeControlSequence(bytes, out press);
            case (byte)'O':
                if (bytes.Length < 3)
                {
                    return 0;
                }

                press = SequenceKeys.Find(bytes[2], parameters: []);
                return 3;
            case var _ when IsString(bytes):
                return LengthOfString(bytes);
            default:
                // The Escape key and at once another. Alt and a key sends the same and so does the same.
                press = new KeyPress(Key.Escape);
                return 1;
        }
    }

    private static int DecodeCharacter(ReadOnlySpan<byte> bytes, out KeyPress? press)
    {
        press = bytes[0] switch
        {
            (byte)'\r' or (byte)'\n' => new KeyPress(Key.Enter),
            (byte)'\t' => new KeyPress(Key.Tab),
            0x7f or 0x08 => new KeyPress(Key.Backspace),
            0x00 => null,
            < 0x1b => KeyPress.Control((char)(bytes[0] | 0x60)),
            < 0x20 => null,
            _ => null,
        };
        if (bytes[0] < 0x20 || bytes[0] == 0x7f)
        {
            return 1;
        }

        switch (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed))
        {
            case OperationStatus.Done:
                press = new KeyPress(Key.Character, rune);
                return consumed;
            case OperationStatus.NeedMoreData:
                return 0;
            default:
                return Math.Max(consumed, 1);
        }
    }

    /// <summary>CSI: parameter bytes 0x30–0x3f, intermediate bytes 0x20–0x2f, a final byte 0x40–0x7e (ECMA-48, 5.4).</summary>
    private int DecodeControlSequence(ReadOnlySpan<byte> bytes, out KeyPress? press)
    {
        press = null;
        var end = 2;
        while (end < bytes.Length && bytes[end] is >= 0x20 and <= 0x3f)
        {
            end++;
        }

        if (end == bytes.Length)
        {
            return 0;
        }

        // Not a final byte: the sequence was cut off, and what follows is another.
        if (bytes[end] is < 0x40 or > 0x7e)
        {
            return end;
        }

        // The Linux console sends F1 to F5 as CSI [ A to E.
        if (bytes[end] == '[' && end == 2)
        {
            if (bytes.Length < 4)
            {
                return 0;
            }

            press = bytes[3] is >= (byte)'A' and <= (byte)'E' ? new KeyPress(Key.Function, Number: bytes[3] - 'A' + 1) : null;
            return 4;
        }

        Span<int> parameters = stackalloc int[4];
        var count = SequenceKeys.ReadParameters(bytes[2..end], parameters);
        _isPasting = bytes[end] == '~' && parameters[0] == 200;
        press = SequenceKeys.Find(bytes[end], parameters[..count]);

        return end + 1;
    }

    /// <summary>OSC, DCS and the like: a reply of the terminal, up to BEL or ESC \.</summary>
    private static int LengthOfString(ReadOnlySpan<byte> bytes)
    {
        for (var i = 2; i < bytes.Length; i++)
        {
            if (bytes[i] == Bell)
            {
                return i + 1;
            }

            if (bytes[i] == '\\' && bytes[i - 1] == Escape)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
