using PortTop.Tui.Device;
using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>The use of one pool; where there is room also the last quarter of an hour.</summary>
internal static class UsePanel
{
    /// <summary>Each of the two charts has at least this many rows.</summary>
    private const int LeastRows = 7;

    /// <summary>Draws one chart or two.</summary>
    internal static void Draw(UiState state, CellGrid grid, ChartArea area)
    {
        if (state.Panel != DetailPanel.Used || area.Height < (2 * LeastRows) + 1)
        {
            UseChart.Draw(state, grid, area);
            return;
        }

        // Between them lies the line for the time of the upper one, which is no row of its own below a single chart.
        var lower = (area.Height - 1) / 2;
        UseChart.Draw(state, grid, area with { Height = area.Height - lower - 1 });
        LongUseChart.Draw(state, grid, new ChartArea(area.X, area.Row + area.Height - lower, area.Width, lower));
    }
}
