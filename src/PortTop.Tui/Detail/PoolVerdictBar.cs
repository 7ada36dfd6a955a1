using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>How the opened pool stands, in a line.</summary>
internal sealed class PoolVerdictBar : StateView
{
    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        if (State.IsOpenedGone)
        {
            var gone = new Pen(cells, 3, 0, cells.Width);
            gone.Clipped(
                State.IsPast ? "This pool had no socket then." : "No socket of this pool is left; below is what was last seen of it.",
                    Role.Notice, State.Glyphs);
        }
        else if (State.OpenedPool is { } pool)
        {
            VerdictBar.DrawPool(cells, 0, pool, State, isNamed: false);
        }
    }
}
