using System.Text;

namespace PortTop.Tui.State;

/// <summary>
/// A line of text that is being written, and where in it the next character goes. Nothing here changes; each step makes a new one.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Cursor">The place in it, 0 to its length, never inside a surrogate pair.</param>
public readonly record struct LineEdit(string Text, int Cursor)
{
    /// <summary>No filter is longer; what is pasted beyond that is dropped.</summary>
    private const int Longest = 500;

    /// <summary>A text with the cursor behind it.</summary>
    internal static LineEdit At(string text) => new(text, text.Length);

    /// <summary>Puts a character in.</summary>
    internal LineEdit Insert(Rune character)
        => Text.Length >= Longest || Rune.IsControl(character) ? this : new LineEdit(Text.Insert(Cursor, character.ToString()), Cursor + character.Utf16SequenceLength);

    /// <summary>Takes the character before the cursor away.</summary>
    internal LineEdit Backspace() => Remove(Left().Cursor, Cursor);

    /// <summary>Takes the character behind the cursor away.</summary>
    internal LineEdit Delete() => Remove(Cursor, Right().Cursor);

    /// <summary>Takes the word before the cursor away, and the blanks between.</summary>
    internal LineEdit DeleteWord()
    {
        var start = Text.AsSpan(0, Cursor).TrimEnd(' ').LastIndexOf(' ') + 1;
        return Remove(start, Cursor);
    }

    /// <summary>Takes all before the cursor away.</summary>
    internal LineEdit DeleteToStart() => Remove(0, Cursor);

    /// <summary>One character to the left.</summary>
    internal LineEdit Left() => this with { Cursor = Cursor - (Cursor == 0 ? 0 : Cursor > 1 && char.IsSurrogatePair(Text, Cursor - 2) ? 2 : 1) };

    /// <summary>One character to the right.</summary>
    internal LineEdit Right() => this with { Cursor = Cursor + (Cursor == Text.Length ? 0 : Cursor + 1 < Text.Length && char.IsSurrogatePair(Text, Cursor) ? 2 : 1) };

    /// <summary>Before the first character.</summary>
    internal LineEdit Home() => this with { Cursor = 0 };

    /// <summary>Behind the last.</summary>
    internal LineEdit End() => At(Text);

    /// <summary>Where the word that the cursor is in, or at the end of, begins.</summary>
    internal int WordStart => Text.AsSpan(0, Cursor).LastIndexOf(' ') + 1;

    /// <summary>Puts a text into the place of a stretch that ends at the cursor.</summary>
    internal LineEdit Replace(int start, string text) => new(string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(Cursor)), start + text.Length);

    private LineEdit Remove(int start, int end) => new(Text.Remove(start, end - start), start);
}
