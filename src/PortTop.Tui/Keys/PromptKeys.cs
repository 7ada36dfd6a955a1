namespace PortTop.Tui.Keys;

/// <summary>Every key that is no text while a filter is written, as shells have them. Help is made of this.</summary>
internal static class PromptKeys
{
    /// <summary>All bindings, in the order of help.</summary>
    internal static PromptBinding[] All { get; } =
    [
        new(PromptAction.Keep, "Enter", "keep the filter", [new(Key.Enter)]),
        new(PromptAction.Drop, "Esc ^g", "back to the filter before", [new(Key.Escape), KeyPress.Control('g')]),
        new(PromptAction.Complete, "Tab", "complete the word: a field, a state", [new(Key.Tab)]),
        new(PromptAction.Older, "Up ^p", "an older filter", [new(Key.Up), KeyPress.Control('p')]),
        new(PromptAction.Newer, "Down ^n", "a newer one", [new(Key.Down), KeyPress.Control('n')]),
        new(PromptAction.Left, "Left ^b", "a character to the left", [new(Key.Left), KeyPress.Control('b')]),
        new(PromptAction.Right, "Right ^f", "a character to the right", [new(Key.Right), KeyPress.Control('f')]),
        new(PromptAction.Home, "Home ^a", "to the beginning", [new(Key.Home), KeyPress.Control('a')]),
        new(PromptAction.End, "End ^e", "to the end", [new(Key.End), KeyPress.Control('e')]),
        new(PromptAction.Backspace, "Backspace", "take a character away; in an empty line leave it", [new(Key.Backspace)]),
        new(PromptAction.Delete, "Delete ^d", "take the character under the cursor away", [new(Key.Delete), KeyPress.Control('d')]),
        new(PromptAction.DeleteWord, "^w", "take a word away", [KeyPress.Control('w')]),
        new(PromptAction.DeleteToStart, "^u", "take all before the cursor away", [KeyPress.Control('u')]),
        new(PromptAction.Quit, "^c", "quit", [KeyPress.Control('c')]),
    ];

    private static readonly Dictionary<KeyPress, PromptAction> Actions = All
        .SelectMany(static binding => binding.Presses.Select(press => (press, binding.Action)))
        .ToDictionary(static pair => pair.press, static pair => pair.Action);

    /// <summary>The action of a key press, null for none.</summary>
    internal static PromptAction? Find(KeyPress press) => Actions.TryGetValue(press, out var action) ? action : null;
}
