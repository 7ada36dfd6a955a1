using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>What to do first, in a line, and which key tells more.</summary>
/// <param name="advice">What is advised.</param>
/// <param name="leastHeight">A lower screen keeps the row.</param>
internal sealed class DoLine(Func<UiState, Advice> advice, int leastHeight) : StateView
{
    private const string Key = "press e";

    /// <inheritdoc/>
    protected override int Rows => advice(State).IsNeeded && ScreenSize.Height >= leastHeight ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        var told = advice(State);
        var more = cells.Width - Key.Length - told.More.Length - 1;
        var isRoom = more >= WhyLine.Indent + told.Do.Length + (WhyLine.Indent * 2);
        var pen = new Pen(cells, WhyLine.Indent, 0, isRoom ? more : cells.Width - Key.Length - 1);
        pen.Text("Do    ", Role.Muted);
        pen.Clipped(told.Do, Role.Title, State.Glyphs);
        pen = new Pen(cells, isRoom ? more : cells.Width - Key.Length, 0, cells.Width);
        pen.Text(Key, Role.Key);
        pen.Text(isRoom ? told.More : string.Empty, Role.Muted);
    }
}
