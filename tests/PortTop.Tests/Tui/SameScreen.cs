using PortTop.Tests.Shared;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>Two states are alike when they look alike.</summary>
internal sealed class SameScreen : IEqualityComparer<UiState>
{
    public bool Equals(UiState? x, UiState? y) => x is not null && y is not null && Text(x) == Text(y);

    public int GetHashCode(UiState obj) => Text(obj).GetHashCode(StringComparison.Ordinal);

    private static string Text(UiState state)
    {
        using var screen = new HeadlessScreen(state, 120, 24);
        return screen.Text();
    }
}
