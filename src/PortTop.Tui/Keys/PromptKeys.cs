using Terminal.Gui.Input;

namespace PortTop.Tui.Keys;

/// <summary>Every key that is no text while a filter is written, as shells have them. Help is made of this.</summary>
internal static class PromptKeys
{
    /// <summary>All bindings, in the order of help.</summary>
    internal static PromptBinding[] All { get; } =
    [
        new(PromptAction.Keep, "Enter", "keep the filter", [Key.Enter]),
        new(PromptAction.Drop, "Esc ^g", "back to the filter before", [Key.Esc, Key.G.WithCtrl]),
        new(PromptAction.Complete, "Tab", "complete the word: a field, a state", [Key.Tab]),
        new(PromptAction.Older, "Up ^p", "an older filter", [Key.CursorUp, Key.P.WithCtrl]),
        new(PromptAction.Newer, "Down ^n", "a newer one", [Key.CursorDown, Key.N.WithCtrl]),
        new(PromptAction.Left, "Left ^b", "a character to the left", [Key.CursorLeft, Key.B.WithCtrl]),
        new(PromptAction.Right, "Right ^f", "a character to the right", [Key.CursorRight, Key.F.WithCtrl]),
        new(PromptAction.Home, "Home ^a", "to the beginning", [Key.Home, Key.A.WithCtrl]),
        new(PromptAction.End, "End ^e", "to the end", [Key.End, Key.E.WithCtrl]),
        new(PromptAction.Backspace, "Backspace", "take a character away; in an empty line leave it", [Key.Backspace]),
        new(PromptAction.Delete, "Delete ^d", "take the character under the cursor away", [Key.Delete, Key.D.WithCtrl]),
        new(PromptAction.DeleteWord, "^w", "take a word away", [Key.W.WithCtrl]),
        new(PromptAction.DeleteToStart, "^u", "take all before the cursor away", [Key.U.WithCtrl]),
        new(PromptAction.Quit, "^c", "quit", [Key.C.WithCtrl]),
    ];

    private static readonly KeyTable<PromptAction> Table =
        new(All.SelectMany(static binding => binding.Keys.Select(key => (key, binding.Action))));

    /// <summary>The action of a key, null for none.</summary>
    internal static PromptAction? Find(Key key) => Table.Find(key);
}
