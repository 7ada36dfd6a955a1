using PortTop.Tui.Detail;
using PortTop.Tui.Device;
using PortTop.Tui.Owners;
using PortTop.Tui.Pages;
using PortTop.Tui.Pools;
using PortTop.Tui.State;
using PortTop.Tui.States;
using PortTop.Tui.WarRoom;

namespace PortTop.Tui.App;

/// <summary>Draws a state.</summary>
public static class Screen
{
    /// <summary>Draws <paramref name="state"/> onto <paramref name="grid"/>, which takes the state's size.</summary>
    public static void Draw(UiState state, CellGrid grid)
    {
        if (grid.Width == state.Width && grid.Height == state.Height)
        {
            grid.Clear();
        }
        else
        {
            grid.Resize(state.Width, state.Height);
        }

        if (TinyScreen.IsFor(state))
        {
            TinyScreen.Draw(state, grid);
        }
        else if (state.Page != PageKind.None)
        {
            TextPage.Draw(state, grid);
        }
        else if (state.Screen == ScreenKind.WarRoom)
        {
            WarRoomScreen.Draw(state, grid);
        }
        else if (state.Screen == ScreenKind.States)
        {
            StatesScreen.Draw(state, grid);
        }
        else if (state.Screen == ScreenKind.Owners)
        {
            OwnersScreen.Draw(state, grid);
        }
        else if (state.Screen == ScreenKind.Detail)
        {
            DetailScreen.Draw(state, grid);
        }
        else
        {
            PoolsScreen.Draw(state, grid);
        }
    }
}
