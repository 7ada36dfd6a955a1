using PortTop.Tests.Shared;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>Presses keys as a terminal sends them.</summary>
internal static class Keyboard
{
    /// <summary>Each text is what arrives at once: "j", "\r", "\e[A".</summary>
    internal static UiState Press(UiState state, params string[] keys) => Press(state, 120, 24, keys);

    /// <summary>The same on a screen of another size.</summary>
    internal static UiState Press(UiState state, int width, int height, params string[] keys)
    {
        using var screen = new HeadlessScreen(state, width, height);
        foreach (var key in keys)
        {
            screen.Type(key);
        }

        return screen.State;
    }
}
