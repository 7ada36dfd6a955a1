using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The keys, made of the key map. Those that do not fit are left out, but never help and quit.</summary>
internal static class Footer
{
    private const int Gap = 2;

    /// <summary>Draws the keys into the row, up to column <paramref name="end"/>.</summary>
    internal static void Draw(UiState state, CellGrid grid, int row, int end = int.MaxValue)
    {
        var kept = Width(state, UiAction.Help) + Width(state, UiAction.BackOrQuit);
        var pen = new Pen(grid, 1, row, end);
        foreach (var binding in KeyMap.All)
        {
            if (binding.Footer is not { } footer || !IsUseful(state, binding.Action))
            {
                continue;
            }

            var isKept = binding.Action is UiAction.Help or UiAction.BackOrQuit;
            if (isKept || pen.Room >= Width(state, binding.Action) + kept)
            {
                pen.Text(footer.Key, Role.Key);
                pen.Text(" ");
                pen.Text(Word(state, binding.Action, footer.Word), Role.Muted);
                DrawValue(ref pen, state, binding.Action);
                pen.Skip(Gap);
            }
        }
    }

    /// <summary>What the key has set: the column that rows are sorted by, the interval.</summary>
    private static void DrawValue(ref Pen pen, UiState state, UiAction action)
    {
        if (action == UiAction.NextSort)
        {
            pen.Text(SortName(state), Role.Muted);
        }
        else if (action == UiAction.Slower)
        {
            pen.Number(state.Interval.TotalSeconds, "0.##", Role.Muted);
            pen.Text(" s", Role.Muted);
        }
    }

    private static int ValueWidth(UiState state, UiAction action) => action switch
    {
        UiAction.NextSort => SortName(state).Length,

        // The longest interval that keys and settings give: "3600 s".
        UiAction.Slower => 6,
        _ => 0,
    };

    private static string SortName(UiState state) => PoolColumns.Find(state.Sort)?.Header ?? state.Sort;

    private static bool IsUseful(UiState state, UiAction action) => action switch
    {
        UiAction.Back => !IsTop(state),
        UiAction.Why => state.Page != PageKind.Why,
        UiAction.Ports => state.Page != PageKind.Ports,
        UiAction.Nat => state.Snapshot?.Nat is not null && state.Page != PageKind.Nat,
        UiAction.Events => state.Page != PageKind.Events,
        UiAction.ShowPools => state.Page == PageKind.None && state.Screen == ScreenKind.Owners,
        UiAction.ShowOwners => state.Page == PageKind.None && state.Screen != ScreenKind.Owners,
        UiAction.Open => state.Page == PageKind.None && state.Screen != ScreenKind.Detail,
        UiAction.NextSort => IsTop(state),
        UiAction.OtherPanels => state is { Page: PageKind.None, Screen: ScreenKind.Detail, Opened.IsNat: false } && !new DetailScreenLayout(state).IsTall,
        UiAction.Earlier => state.Snapshot?.History is not null,
        _ => true,
    };

    private static bool IsTop(UiState state) => state.Page == PageKind.None && state.Screen == ScreenKind.Pools;

    private static string Word(UiState state, UiAction action, string word) => action switch
    {
        UiAction.Pause when state.IsPaused => "go on",
        UiAction.BackOrQuit when !IsTop(state) => "back",
        UiAction.Down when state.Page != PageKind.None || state.Screen == ScreenKind.Detail => "scroll",
        _ => word,
    };

    private static int Width(UiState state, UiAction action)
    {
        foreach (var binding in KeyMap.All)
        {
            if (binding.Action == action && binding.Footer is { } footer)
            {
                return footer.Key.Length + 1 + Word(state, action, footer.Word).Length + Gap + ValueWidth(state, action);
            }
        }

        return 0;
    }
}
