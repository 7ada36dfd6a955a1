using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The first screen: verdict, range, pools by severity, the selected pool, keys.</summary>
internal static class PoolsScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new PoolsScreenLayout(state);
        TitleLine.Draw(state, grid);
        Verdict.Draw(state, grid, 1);
        if (layout.DemandRow >= 0)
        {
            var pen = new Pen(grid, 3, layout.DemandRow, grid.Width);
            DemandLine.Draw(ref pen, state, state.Snapshot!.Pools[0]);
        }

        if (layout.OnsetRow >= 0)
        {
            var pen = new Pen(grid, 3, layout.OnsetRow, grid.Width);
            OnsetLine.Draw(ref pen, state, state.Snapshot!.Pools[0]);
        }

        AdviceLines.DrawWhy(state, grid, layout.WhyRow, state.Advice);
        AdviceLines.DrawDo(state, grid, layout.DoRow, state.Advice);
        MessageLine.Draw(state, grid, layout.MessageRow);
        RangeBars.Draw(state, grid, layout.RangeRow);
        ScopeLine.Draw(state, grid, layout.ScopeRow);
        if (state.AreGroupsShown)
        {
            GroupsTable.Draw(state, grid, layout);
        }
        else
        {
            PoolsTable.Draw(state, grid, layout);
        }

        Strip.Draw(state, grid, layout);
        Footer.Draw(state, grid, layout.FooterRow);
    }
}
