using Terminal.Gui.Input;

namespace PortTop.Tui.Keys;

/// <summary>The keys of one action while a line of text is written.</summary>
/// <param name="Action">What they do.</param>
/// <param name="Names">The keys as help names them.</param>
/// <param name="Meaning">What they do, for help.</param>
/// <param name="Keys">The keys.</param>
internal sealed record PromptBinding(PromptAction Action, string Names, string Meaning, IReadOnlyList<Key> Keys);
