namespace PortTop.Tui.State;

/// <summary>The view that the live screen begins with.</summary>
public static class StartView
{
    /// <summary>
    /// The state with a view opened, by its name in settings: that of a screen or of a page. A name that is neither leaves the state as it
    /// is.
    /// </summary>
    public static UiState Of(UiState state, string view)
        => Enum.TryParse<ScreenKind>(view, ignoreCase: true, out var screen) ? state with { Screen = screen }
            : Enum.TryParse<PageKind>(view, ignoreCase: true, out var page) ? state with { Page = page }
            : state;
}
