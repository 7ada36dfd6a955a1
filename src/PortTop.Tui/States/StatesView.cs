using PortTop.Model;
using PortTop.Tui.Keys;
using PortTop.Tui.State;

namespace PortTop.Tui.States;

/// <summary>How keys move through the view of states.</summary>
internal static class StatesView
{
    /// <summary>Shows it.</summary>
    internal static UiState Show(UiState state) => state with { Page = PageKind.None, Screen = ScreenKind.States, Opened = null, OpenedPool = null };

    /// <summary>From the states to the leaders of the selected one, and back.</summary>
    internal static UiState Turn(UiState state) => state with { AreLeadersChosen = !state.AreLeadersChosen && state.StateSheet.Leaders.Count > 0 };

    /// <summary>Moves through the list that is chosen.</summary>
    internal static UiState Select(UiState state, UiAction action)
    {
        var layout = new StatesScreenLayout(state);
        var sheet = state.StateSheet;
        if (state.AreLeadersChosen)
        {
            return state with
            {
                Leaders = action == UiAction.First ? default
                    : state.Leaders.Select(Moves.Move(state.Leaders.Row, action, layout.LeaderPageSize, sheet.Leaders.Count), sheet.Leaders, static leader => leader.Pool.Key),
            };
        }

        return state with
        {
            Leaders = default,
            States = action == UiAction.First ? default
                : state.States.Select(Moves.Move(state.States.Row, action, layout.PageSize, sheet.Rows.Count), sheet.Rows, static row => row.State),
        };
    }

    /// <summary>The pool that Enter opens; null for none.</summary>
    internal static PoolSample? PoolOf(UiState state) => state.Leaders.Row < state.StateSheet.Leaders.Count ? state.StateSheet.Leaders[state.Leaders.Row].Pool : null;

    /// <summary>Counts anew and finds the selected rows again.</summary>
    internal static UiState Settle(UiState state)
    {
        if (state.Screen != ScreenKind.States)
        {
            return state;
        }

        var layout = new StatesScreenLayout(state);
        var sheet = StateSheet.Of(state);
        return state with
        {
            StateSheet = sheet,
            States = state.States.Follow(sheet.Rows, static row => row.State, layout.PageSize),
            Leaders = state.Leaders.Follow(sheet.Leaders, static leader => leader.Pool.Key, layout.LeaderPageSize),
            AreLeadersChosen = state.AreLeadersChosen && sheet.Leaders.Count > 0,
        };
    }
}
