using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>What a key did, over the row of the keys, on every screen: nothing else moves for it.</summary>
internal static class PassingLine
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        if (state.Passing is not { } passing || state.Now >= passing.Until || grid.Height < TinyScreen.MinimumHeight)
        {
            return;
        }

        var pen = new Pen(grid, 0, grid.Height - 1, grid.Width);
        pen.Text(" ", Role.Notice);
        pen.Clipped(passing.Text, Role.Notice, state.Glyphs);
        pen.Fill(' ', pen.Room, Role.Notice);
    }
}
