using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Pages;

/// <summary>Six lines for the chat, to be copied.</summary>
internal static class ChatPage
{
    internal static IReadOnlyList<PageLine> Lines(UiState state)
    {
        var lines = new PageLines(state.Width);
        lines.Section("For the chat", state.Chat.Select(static line => (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart(), Role.Plain)), column: 8);
        lines.Section("Copied", [("", "by OSC 52, where the terminal takes it (tmux: set-clipboard on). Otherwise select the lines above; y or Esc goes back.", Role.Muted)], column: 8);
        return lines.All;
    }
}
