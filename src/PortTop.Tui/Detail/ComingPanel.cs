using PortTop.Tui.Device;
using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>The ports that come back out of TIME-WAIT in the next minute.</summary>
internal sealed class ComingPanel(PanelsView panels) : Panel(panels, DetailPanel.Coming)
{
    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => PaintHead(cells, box);

    /// <inheritdoc/>
    protected override void PaintHead(CellGrid cells, PanelBox box)
        => ReleaseChart.Draw(State, cells, new ChartArea(0, PanelBox.Row, box.Width, box.Rows));
}
