using PortTop.Tui.Device;
using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>The use of one pool; where there is room also the last quarter of an hour.</summary>
internal sealed class UsePanel(PanelsView panels) : Panel(panels, DetailPanel.Used)
{
    /// <summary>Each of the two charts has at least this many rows.</summary>
    private const int LeastRows = 7;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => PaintHead(cells, box);

    /// <inheritdoc/>
    protected override void PaintHead(CellGrid cells, PanelBox box)
        => Draw(State, cells, new ChartArea(0, PanelBox.Row, box.Width, box.Rows));

    /// <summary>Draws one chart or two.</summary>
    private static void Draw(UiState state, CellGrid grid, ChartArea area)
    {
        if (state.Panel != DetailPanel.Used || area.Height < (2 * LeastRows) + 1)
        {
            UseChart.Draw(state, grid, area);
            return;
        }

        // Between them lies the line for the time of the upper one, which is no row of its own below a single chart.
        var lower = (area.Height - 1) / 2;
        UseChart.Draw(state, grid, area with { Height = area.Height - lower - 1 });
        LongUseChart.Draw(state, grid, new ChartArea(0, area.Row + area.Height - lower, area.Width, lower));
    }
}
