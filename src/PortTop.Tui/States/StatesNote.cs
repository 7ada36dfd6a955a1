using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>What <c>ss</c> would count and this does not.</summary>
internal sealed class StatesNote : StateView
{
    /// <inheritdoc/>
    protected override int Rows => ScreenSize.Height >= Screens.NormalHeight ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        var pen = new Pen(cells, 1, 0, cells.Width);
        pen.Text("TCP that connect() chose a port for. Not counted: accepted connections, UDP", Role.Muted);
        if (State.Snapshot?.Outside is { Sockets: > 0 and var outside } && pen.Room > 24)
        {
            pen.Text(", ", Role.Muted);
            pen.Count(outside, Role.Muted);
            pen.Text(" outside the range", Role.Muted);
        }
    }
}
