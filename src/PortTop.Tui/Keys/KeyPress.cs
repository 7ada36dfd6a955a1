using System.Text;
using Terminal.Gui.Drivers;

namespace PortTop.Tui.Keys;

/// <summary>One key press.</summary>
/// <param name="Key">Which key.</param>
/// <param name="Character">The character, for <see cref="Key.Character"/>.</param>
/// <param name="IsControl">True with the Control key held down.</param>
/// <param name="Number">The number of a function key or the column of a report.</param>
public readonly record struct KeyPress(Key Key, Rune Character = default, bool IsControl = false, int Number = 0)
{
    /// <summary>The character was pasted and not typed: it is text, and presses no key.</summary>
    public bool IsPasted { get; init; }

    /// <summary>What a key of Terminal.Gui is here; null for one that means nothing.</summary>
    public static KeyPress? From(Terminal.Gui.Input.Key key)
    {

        Key? named = key.NoShift.NoCtrl.KeyCode switch
        {
            KeyCode.Enter => Key.Enter,
            KeyCode.Esc => Key.Escape,
            KeyCode.Tab => Key.Tab,
            KeyCode.Backspace => Key.Backspace,
            KeyCode.Delete => Key.Delete,
            KeyCode.Insert => Key.Insert,
            KeyCode.CursorUp => Key.Up,
            KeyCode.CursorDown => Key.Down,
            KeyCode.CursorLeft => Key.Left,
            KeyCode.CursorRight => Key.Right,
            KeyCode.Home => Key.Home,
            KeyCode.End => Key.End,
            KeyCode.PageUp => Key.PageUp,
            KeyCode.PageDown => Key.PageDown,
            >= KeyCode.F1 and <= KeyCode.F12 => Key.Function,
            _ => null,
        };
        if (named is { } known)
        {
            return new KeyPress(known, IsControl: key.IsCtrl, Number: known == Key.Function ? (int)(key.NoShift.NoCtrl.KeyCode - KeyCode.F1) + 1 : 0);
        }

        if (key.IsCtrl)
        {
            return key.NoShift.NoCtrl.AsRune is { Value: > 0 } letter ? new KeyPress(Key.Character, Rune.ToLowerInvariant(letter), IsControl: true) : null;
        }

        return key.AsRune is { Value: >= ' ' } rune ? new KeyPress(Key.Character, rune) : null;
    }

    /// <summary>The press of a printable character.</summary>
    public static KeyPress Of(char character) => new(Key.Character, new Rune(character));

    /// <summary>The press of a letter with the Control key.</summary>
    public static KeyPress Control(char letter) => new(Key.Character, new Rune(letter), IsControl: true);
}
