using System.Drawing;
using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.App;

/// <summary>
/// What a screen too small for any table can still say: whether it is live, the worst pool, and how large it would have to be.
/// </summary>
internal sealed class TinyView : StateView
{
    internal const int MinimumWidth = 40;
    internal const int MinimumHeight = 12;

    /// <summary>The screen is too small for anything else.</summary>
    internal static bool IsFor(Size screen) => screen.Width < MinimumWidth || screen.Height < MinimumHeight;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Draw(State, cells);

    private static void Draw(UiState state, CellGrid grid)
    {
        var pen = new Pen(grid, 0, 0, grid.Width);
        pen.Text(state.Demo is null ? string.Empty : "DEMO ", Role.Banner);
        if (TitleBar.LiveWord(state) is var word && (state.Trouble is not null || state.IsPast || state.IsPaused || state.IsStale))
        {
            pen.Text(word, Role.Banner);
            pen.Text(" ");
        }

        if (state.Snapshot is not { } snapshot)
        {
            pen.Clipped("reading", Role.Muted, state.Glyphs);
        }
        else if (snapshot.Starved is not null)
        {
            pen.Clipped("NO USABLE PORT", Role.Full, state.Glyphs);
        }
        else if (snapshot.Pools is [var worst, ..])
        {
            DrawPool(ref pen, state, grid, worst);
        }
        else
        {
            pen.Clipped("no pool", Role.Muted, state.Glyphs);
        }

        if (grid.Height > 2)
        {
            pen = new Pen(grid, 0, grid.Height - 1, grid.Width);
            pen.Clipped("needs 40x12", Role.Muted, state.Glyphs);
        }
    }

    private static void DrawPool(ref Pen pen, UiState state, CellGrid grid, PoolSample pool)
    {
        var role = Roles.Of(pool.Status.Condition);
        if (pool.Status.IsFailingNow)
        {
            pen.Text("FAILING", Role.Full);
        }
        else
        {
            pen.Status(pool, state.TimeOf(pool), role);
        }

        pen.Text(" ");
        pen.Count(pool.Ledger.Free, role);
        pen.Text(" free", role);
        pen = new Pen(grid, 0, 1, grid.Width);
        pen.Destination(pool, Role.Title);
    }
}
