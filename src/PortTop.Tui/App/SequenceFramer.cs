using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace PortTop.Tui.App;

/// <summary>
/// Hands what a terminal sends to the parser of Terminal.Gui in whole sequences (ECMA-48 5.4; xterm control sequences), however it was cut
/// on its way, and only those that are keys or pastes. By itself the parser gives up after a twentieth of a second, which a slow link
/// takes, swallows what is typed quickly behind Escape, and throws an exception at numbers that it has no key for, which any paste may
/// hold.
/// </summary>
/// <param name="queue">Where the parser takes its characters.</param>
/// <param name="escape">Presses the Escape key, behind all that is in the queue.</param>
internal sealed class SequenceFramer(ConcurrentQueue<char> queue, Action escape)
{
    private const char Esc = '\e';
    private const int LongestSequence = 64;
    private const int PasteBegins = 200;

    private const string PasteEnd = "\e[201~";

    /// <summary>What may follow a key: nothing, or 1 and a modifier.</summary>
    private static readonly char[] Cursor = ['A', 'B', 'C', 'D', 'F', 'H', 'P', 'Q', 'S', 'Z'];

    private readonly StringBuilder _held = new();
    private Place _place;
    private int _matched;

    private enum Place
    {
        /// <summary>Between sequences.</summary>
        Ground,

        /// <summary>Behind an ESC.</summary>
        Escape,

        /// <summary>Behind ESC [.</summary>
        Control,

        /// <summary>Behind ESC O.</summary>
        Shift,

        /// <summary>In a string of the terminal: OSC, DCS, SOS, PM, APC.</summary>
        String,

        /// <summary>Behind an ESC in such a string.</summary>
        StringEscape,

        /// <summary>In a paste.</summary>
        Paste,
    }

    /// <summary>A report of the cursor's place is awaited; others are no key and go nowhere.</summary>
    internal bool AwaitsReport { get; set; }

    /// <summary>How long to wait for the rest of what has begun; null where nothing has.</summary>
    internal TimeSpan? Patience => _place switch
    {
        Place.Ground => null,

        Place.Escape => TimeSpan.FromMilliseconds(50),

        // The parser too gives a paste up then.
        Place.Paste => TimeSpan.FromMilliseconds(5001),
        _ => TimeSpan.FromSeconds(1),
    };

    /// <summary>The rest did not come: a lone ESC is the Escape key, and part of a sequence is nothing.</summary>
    internal void GiveUp()
    {
        var isEscape = _place == Place.Escape;
        _place = Place.Ground;
        if (isEscape)
        {
            escape();
        }
    }

    /// <summary>Takes the next character.</summary>
    internal void Take(char character)
    {
        switch (_place)
        {
            case Place.Ground:
                TakeGround(character);
                break;
            case Place.Escape:
                TakeEscape(character);
                break;
            case Place.Control:
                TakeControl(character);
                break;
            case Place.Shift when character == 'M':
                // Enter of the keypad.
                _place = Place.Ground;
                queue.Enqueue('\r');
                break;
            case Place.Shift:
                Finish(Shifted(character));
                Begin(character == Esc, character);
                break;
            case Place.String when character == '\a':
                _place = Place.Ground;
                break;
            case Place.String:
                _place = character == Esc ? Place.StringEscape : Place.String;
                break;
            case Place.StringEscape:
                _place = character == '\\' ? Place.Ground : Place.Escape;
                if (_place == Place.Escape)
                {
                    TakeEscape(character);
                }

                break;
            default:
                TakePaste(character);
                break;
        }
    }

    private void TakeGround(char character)
    {
        if (character == Esc)
        {
            _place = Place.Escape;
            return;
        }

        // The line keeps ICRNL (termios(3)), so that Enter comes as a line feed; and what erases is ^H on some terminals.
        queue.Enqueue(character switch { '\n' => '\r', '\b' => '\x7f', _ => character });
    }

    /// <summary>Terminals send a letter with Alt as ESC and the letter, and those who type fast do too: it is both.</summary>
    private void TakeEscape(char character)
    {
        _held.Clear();
        _place = character switch
        {
            '[' => Place.Control,
            'O' => Place.Shift,
            ']' or 'P' or 'X' or '^' or '_' => Place.String,
            _ => Place.Ground,
        };
        if (_place == Place.Ground)
        {
            escape();
            TakeGround(character);
        }
    }

    private void TakeControl(char character)
    {
        // F1 to F5 of the console of Linux: ESC [ [ A.
        if (_held is { Length: 0 } && character == '[')
        {
            _held.Append(character);
            return;
        }

        if (_held is { Length: 1 } && _held[0] == '[')
        {
            Finish(character is >= 'A' and <= 'E' ? string.Create(CultureInfo.InvariantCulture, $"[{11 + character - 'A'}~") : null);
            Begin(character == Esc, character);
            return;
        }

        if (character is >= ' ' and < '@' && _held.Length < LongestSequence)
        {
            _held.Append(character);
            return;
        }

        var body = _held.ToString();
        Finish(Known(body, character));
        Begin(character < ' ', character);
        if (character == '~' && body == PasteBegins.ToString(CultureInfo.InvariantCulture))
        {
            _place = Place.Paste;
            _matched = 0;
        }
    }

    private void TakePaste(char character)
    {
        queue.Enqueue(character);
        _matched = character == PasteEnd[_matched] ? _matched + 1 : character == Esc ? 1 : 0;
        if (_matched == PasteEnd.Length)
        {
            _place = Place.Ground;
        }
    }

    /// <summary>What cuts a sequence off stands for itself.</summary>
    private void Begin(bool isCut, char character)
    {
        if (isCut)
        {
            TakeGround(character);
        }
    }

    /// <summary>Hands a sequence over, without its ESC; null is none.</summary>
    private void Finish(string? rest)
    {
        _place = Place.Ground;
        if (rest is null)
        {
            return;
        }

        queue.Enqueue(Esc);
        foreach (var character in rest)
        {
            queue.Enqueue(character);
        }
    }

    /// <summary>The sequence as the parser knows it; null where it knows none.</summary>
    private string? Known(string body, char final)
    {
        if (final == '~')
        {
            var number = body.AsSpan(0, body.AsSpan().IndexOf(';') is >= 0 and var end ? end : body.Length);
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && Numbered(key) is { } known
                ? string.Create(CultureInfo.InvariantCulture, $"[{known}{body.AsSpan(number.Length)}~") : null;
        }

        var isReport = final == 'R' && AwaitsReport && IsModified(body);
        var isKey = (Cursor.Contains(final) || final == 'R')
            && (body.Length == 0 || (body.StartsWith("1;", StringComparison.Ordinal) && IsModified(body)));
        AwaitsReport &= !isReport;
        return isReport || isKey ? "[" + body + final : null;
    }

    /// <summary>Two numbers.</summary>
    private static bool IsModified(string body)
        => body.Split(';') is [var first, var second] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The number of a key as xterm sends it, where others send another (rxvt); null for a key that there is none of.</summary>
    private static int? Numbered(int key) => key switch
    {
        7 => 1,
        8 => 4,
        (>= 1 and <= 6) or (>= 11 and <= 15) or (>= 17 and <= 21) or 23 or 24 or PasteBegins => key,
        _ => null,
    };

    private static string? Shifted(char final) => final switch
    {
        'P' or 'Q' or 'R' or 'S' or 'A' or 'B' or 'C' or 'D' or 'H' or 'F' => "O" + final,
        _ => null,
    };
}
