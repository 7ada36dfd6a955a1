namespace PortTop.Tui.Keys;

/// <summary>What a key does while a line of text is written.</summary>
internal enum PromptAction
{
    /// <summary>Keeps what is written.</summary>
    Keep,

    /// <summary>Goes back to what was before.</summary>
    Drop,

    /// <summary>An older text of the history.</summary>
    Older,

    /// <summary>A newer one.</summary>
    Newer,

    /// <summary>Completes the word.</summary>
    Complete,

    /// <summary>A character to the left.</summary>
    Left,

    /// <summary>A character to the right.</summary>
    Right,

    /// <summary>To the beginning.</summary>
    Home,

    /// <summary>To the end.</summary>
    End,

    /// <summary>Takes the character before the cursor away; in an empty line leaves it.</summary>
    Backspace,

    /// <summary>Takes the character behind the cursor away.</summary>
    Delete,

    /// <summary>Takes the word before the cursor away.</summary>
    DeleteWord,

    /// <summary>Takes all before the cursor away.</summary>
    DeleteToStart,

    /// <summary>Quits.</summary>
    Quit,
}
