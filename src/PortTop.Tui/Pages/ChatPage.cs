using System.Drawing;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pages;

/// <summary>Six lines for the chat, to be copied.</summary>
internal sealed class ChatPage : LinesView
{
    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        lines.Section("For the chat", state.Chat.Select(static line => (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[line.IndexOf(' ', StringComparison.Ordinal)..].TrimStart(), Role.Plain)), column: 8);
        lines.Section("Copied", [("", "by OSC 52, where the terminal takes it (tmux: set-clipboard on). Otherwise select the lines above; y or Esc goes back.", Role.Muted)], column: 8);
        return lines.All;
    }
}
