using Terminal.Gui.Input;

namespace PortTop.Tui.Keys;

/// <summary>The keys of one action.</summary>
/// <param name="Action">What they do.</param>
/// <param name="Names">The keys as help names them.</param>
/// <param name="Meaning">What they do, for help.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Footer">The key and its word in the footer, null where the footer does not name it.</param>
internal sealed record KeyBinding(
    UiAction Action, string Names, string Meaning, IReadOnlyList<Key> Keys, (string Key, string Word)? Footer = null)
{
    /// <summary>The name of the view that the key shows, for the tabs in the footer; null for all other keys.</summary>
    internal string? View { get; init; }
}
