using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The first screen: verdict, range, pools by severity, the selected pool, keys.</summary>
internal static class PoolsScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new PoolsScreenLayout(state);
        TitleLine.Draw(state, grid);
        Verdict.Draw(state, grid, 1);
        MessageLine.Draw(state, grid, layout.MessageRow);
        RangeBars.Draw(state, grid, layout.RangeRow);
        PoolsTable.Draw(state, grid, layout);
        Strip.Draw(state, grid, layout);
        Footer.Draw(state, grid, layout.FooterRow);
    }
}
