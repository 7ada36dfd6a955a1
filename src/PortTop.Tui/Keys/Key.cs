namespace PortTop.Tui.Keys;

/// <summary>A key of the keyboard, or another thing that the terminal says.</summary>
public enum Key
{
    /// <summary>A printable character, in <see cref="KeyPress.Character"/>.</summary>
    Character,

    /// <summary>The Enter key.</summary>
    Enter,

    /// <summary>The Escape key.</summary>
    Escape,

    /// <summary>The Tab key.</summary>
    Tab,

    /// <summary>The Backspace key.</summary>
    Backspace,

    /// <summary>The Delete key.</summary>
    Delete,

    /// <summary>The Insert key.</summary>
    Insert,

    /// <summary>Cursor up.</summary>
    Up,

    /// <summary>Cursor down.</summary>
    Down,

    /// <summary>Cursor left.</summary>
    Left,

    /// <summary>Cursor right.</summary>
    Right,

    /// <summary>The Home key.</summary>
    Home,

    /// <summary>The End key.</summary>
    End,

    /// <summary>The Page Up key.</summary>
    PageUp,

    /// <summary>The Page Down key.</summary>
    PageDown,

    /// <summary>A function key; its number, from 1, is in <see cref="KeyPress.Number"/>.</summary>
    Function,

    /// <summary>The terminal reports the column of the cursor, from 1, in <see cref="KeyPress.Number"/>: no key at all (CPR).</summary>
    CursorReport,
}
