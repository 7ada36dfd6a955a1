using System.Text;

namespace PortTop.Terminal;

/// <summary>One key press.</summary>
/// <param name="Key">Which key.</param>
/// <param name="Character">The character, for <see cref="Key.Character"/>.</param>
/// <param name="IsControl">True with the Control key held down.</param>
/// <param name="Number">The number of a function key or the column of a report.</param>
public readonly record struct KeyPress(Key Key, Rune Character = default, bool IsControl = false, int Number = 0)
{
    /// <summary>The character was pasted and not typed: it is text, and presses no key.</summary>
    public bool IsPasted { get; init; }

    /// <summary>The press of a printable character.</summary>
    public static KeyPress Of(char character) => new(Key.Character, new Rune(character));

    /// <summary>The press of a letter with the Control key.</summary>
    public static KeyPress Control(char letter) => new(Key.Character, new Rune(letter), IsControl: true);
}
