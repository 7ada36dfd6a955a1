namespace PortTop.Tui.State;

/// <summary>From one theme to the next. The looks themselves are not the state's: who draws finds them by the name.</summary>
internal static class ThemeSteps
{
    /// <summary>The next of the themes that there are, and how to keep it.</summary>
    internal static UiState Next(UiState state)
    {
        if (state.ThemeNames.Count == 0)
        {
            return state;
        }

        var at = 0;
        while (at < state.ThemeNames.Count && state.ThemeNames[at] != state.Theme)
        {
            at++;
        }

        var name = state.ThemeNames[(at + 1) % state.ThemeNames.Count];
        return Notes.Say(state with { Theme = name }, $"Theme {name}, until porttop ends; \"theme\": \"{name}\" in portop.json keeps it");
    }
}
