using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>Why a pool stands as it does, in a line; none on a low screen, and where nothing is wrong.</summary>
/// <param name="advice">What is advised.</param>
/// <param name="leastHeight">A lower screen keeps the row.</param>
internal sealed class WhyLine(Func<UiState, Advice> advice, int leastHeight) : StateView
{
    internal const int Indent = 3;

    /// <inheritdoc/>
    protected override int Rows => advice(State).IsNeeded && ScreenSize.Height >= leastHeight ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        var pen = new Pen(cells, Indent, 0, cells.Width);
        pen.Text("Why   ", Role.Muted);
        pen.Clipped(advice(State).Why, Role.Plain, State.Glyphs);
    }
}
