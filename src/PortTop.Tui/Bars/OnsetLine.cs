using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// When the trouble of a pool began and what changed then: Began 02:11:08Z asks 40/s → 610/s, 6s after payment-api[811] started.
/// </summary>
internal sealed class OnsetLine : StateView
{
    /// <inheritdoc/>
    protected override int Rows
        => VerdictBar.IsTrouble(State) && State.Snapshot!.Pools[0].Onset is not null && ScreenSize.Height >= Screens.NormalHeight ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        if (VerdictBar.IsTrouble(State))
        {
            var pen = new Pen(cells, WhyLine.Indent, 0, cells.Width);
            Draw(ref pen, State, State.Snapshot!.Pools[0]);
        }
    }

    /// <summary>Draws it; nothing where nothing began.</summary>
    internal static void Draw(ref Pen pen, UiState state, PoolSample pool, bool withCause = true)
    {
        if (pool.Onset is not { } onset)
        {
            return;
        }

        pen.Text("Began ", Role.Muted);
        if (onset.Kind == OnsetKind.Earlier)
        {
            pen.Clipped("before porttop came, at ", Role.Plain, state.Glyphs);
            pen.Clock(onset.Time, state.IsLocalTime, Role.Title);
            return;
        }

        pen.Clock(onset.Time, state.IsLocalTime, Role.Title);
        pen.Text(onset.IsAtLatest ? " or earlier: " : " ", Role.Muted);
        Span<char> text = stackalloc char[160];
        pen.Clipped(text[..OnsetText.Write(onset, state.Glyphs.Arrow, text, withCause)], Role.Plain, state.Glyphs);
    }
}
