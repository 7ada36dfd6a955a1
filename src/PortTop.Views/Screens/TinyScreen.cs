using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>What a screen too small for any table can still say: the verdict, a line or two, and how large it would have to be.</summary>
internal static class TinyScreen
{
    internal const int MinimumWidth = 40;
    internal const int MinimumHeight = 10;

    internal static void Draw(UiState state, CellGrid grid)
    {
        var pen = new Pen(grid, 0, 0, grid.Width);
        if (state.Snapshot is not { Pools: [var worst, ..] })
        {
            pen.Clipped(state.Snapshot is null ? "reading" : "no pool", Role.Muted, state.Glyphs);
        }
        else
        {
            var role = Roles.Of(worst.Status.Condition);
            pen.Status(worst, state.KnownUntil, role);
            pen.Text(" ");
            pen.Count(worst.Ledger.Free, role);
            pen.Text(" free", role);
            pen = new Pen(grid, 0, 1, grid.Width);
            pen.Destination(worst.Key, Role.Title);
        }

        if (grid.Height > 2)
        {
            pen = new Pen(grid, 0, grid.Height - 1, grid.Width);
            pen.Clipped("needs 40x10; q quits", Role.Muted, state.Glyphs);
        }
    }
}
