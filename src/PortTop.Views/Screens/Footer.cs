using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The keys, made of the key map. Those that do not fit are left out, but never help and quit.</summary>
internal static class Footer
{
    internal static void Draw(UiState state, CellGrid grid, int row)
    {
        var kept = Width(UiAction.Help) + Width(UiAction.BackOrQuit);
        var pen = new Pen(grid, 1, row, grid.Width);
        foreach (var binding in KeyMap.All)
        {
            if (binding.Footer is not { } footer || !IsUseful(state, binding.Action))
            {
                continue;
            }

            var isKept = binding.Action is UiAction.Help or UiAction.BackOrQuit;
            if (isKept || pen.Room >= Width(binding.Action) + kept)
            {
                pen.Text(footer.Key, Role.Key);
                pen.Text(" ");
                pen.Text(Word(state, binding.Action, footer.Word), Role.Muted);
                pen.Skip(3);
            }
        }
    }

    private static bool IsUseful(UiState state, UiAction action) => action switch
    {
        UiAction.Back => state.IsHelpShown || state.Screen == ScreenKind.Detail,
        UiAction.Open or UiAction.NextSort => !state.IsHelpShown && state.Screen == ScreenKind.Pools,
        _ => true,
    };

    private static string Word(UiState state, UiAction action, string word) => action switch
    {
        UiAction.Pause when state.IsPaused => "go on",
        UiAction.BackOrQuit when state.IsHelpShown || state.Screen == ScreenKind.Detail => "back",
        UiAction.Down when state.IsHelpShown || state.Screen == ScreenKind.Detail => "scroll",
        _ => word,
    };

    private static int Width(UiAction action)
    {
        foreach (var binding in KeyMap.All)
        {
            if (binding.Action == action && binding.Footer is { } footer)
            {
                return footer.Key.Length + footer.Word.Length + 4;
            }
        }

        return 0;
    }
}
