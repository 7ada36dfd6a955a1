using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>One line of a page: a word at the left, a text behind it.</summary>
/// <param name="Key">The word, empty for none.</param>
/// <param name="Text">The text.</param>
/// <param name="KeyRole">How the word looks.</param>
/// <param name="TextRole">How the text looks.</param>
/// <param name="TextColumn">Where the text begins.</param>
internal readonly record struct PageLine(string Key, string Text, Role KeyRole, Role TextRole, int TextColumn);
