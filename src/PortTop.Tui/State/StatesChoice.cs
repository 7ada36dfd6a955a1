using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>How keys move through the view of states.</summary>
internal static class StatesChoice
{
    /// <summary>Shows it.</summary>
    internal static UiState Show(UiState state) => state with { Page = PageKind.None, Screen = ScreenKind.States, Opened = null, OpenedPool = null };

    /// <summary>From the states to the leaders of the selected one, and back.</summary>
    internal static UiState Turn(UiState state) => state with { AreLeadersChosen = !state.AreLeadersChosen && state.StateSheet.Leaders.Count > 0 };

    /// <summary>Chooses a row of the list that keys move through; null stays with whatever comes first.</summary>
    internal static UiState Choose(UiState state, int? row)
    {
        var sheet = state.StateSheet;
        return state.AreLeadersChosen
            ? state with { Leaders = RowChoice<PoolKey>.Of(row, sheet.Leaders, static leader => leader.Pool.Key) }
            : state with { Leaders = default, States = RowChoice<TcpState>.Of(row, sheet.Rows, static known => known.State) };
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

        var sheet = StateSheet.Of(state);
        return state with
        {
            StateSheet = sheet,
            States = state.States.Follow(sheet.Rows, static row => row.State),
            Leaders = state.Leaders.Follow(sheet.Leaders, static leader => leader.Pool.Key),
            AreLeadersChosen = state.AreLeadersChosen && sheet.Leaders.Count > 0,
        };
    }
}
