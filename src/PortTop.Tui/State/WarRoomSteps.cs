using PortTop.Tui.Keys;

namespace PortTop.Tui.State;

/// <summary>The way into the war room and back to where one was.</summary>
internal static class WarRoomSteps
{
    /// <summary>Into the war room, or out of it.</summary>
    internal static UiState Toggle(UiState state) => state.Screen == ScreenKind.WarRoom
        ? state with { Screen = state is { BeforeWarRoom: ScreenKind.Detail, Opened: null } ? ScreenKind.Pools : state.BeforeWarRoom, Page = PageKind.None }
        : state with { Screen = ScreenKind.WarRoom, BeforeWarRoom = state.Screen, Page = PageKind.None };

    /// <summary>The keys that do something there.</summary>
    internal static bool IsUseful(UiAction action)
        => action is UiAction.WarRoom or UiAction.Why or UiAction.Pause or UiAction.Earlier or UiAction.Slower or UiAction.Help or UiAction.BackOrQuit;
}
