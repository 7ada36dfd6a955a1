using PortTop.Tui.Keys;

namespace PortTop.Tui.State;

/// <summary>Steps through the last quarter of an hour: every screen shows an earlier poll, and polls go on unseen.</summary>
internal static class PastSteps
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>One step back or on. The last step on leads to now.</summary>
    internal static UiState Step(UiState state, UiAction action)
    {
        if (state is not { Snapshot: { } shown } || (state.Latest ?? shown).History is not { } history)
        {
            return state;
        }

        var latest = state.Latest ?? shown;
        var past = action switch
        {
            UiAction.Earlier => history.Before(shown.Time),
            UiAction.MinuteEarlier => history.Before(shown.Time - Minute + TimeSpan.FromSeconds(1)) ?? history.Oldest(),
            UiAction.Later => history.After(shown.Time),
            _ => history.After(shown.Time + Minute - TimeSpan.FromSeconds(1)),
        };
        if (past is null || past.Time >= latest.Time)
        {
            return action is UiAction.Later or UiAction.MinuteLater ? Return(state) : state;
        }

        return past.Time < shown.Time || state.IsPast ? UiReducer.Show(state with { Latest = latest }, past) : state;
    }

    /// <summary>Back to now.</summary>
    internal static UiState Return(UiState state) => state.Latest is { } latest ? UiReducer.Show(state with { Latest = null }, latest) : state;
}
