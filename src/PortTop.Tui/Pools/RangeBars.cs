using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>
/// The whole ephemeral range as one bar, and all sockets by state as another, each with a caption: four rows below the line of messages.
/// </summary>
internal sealed class RangeBars : StateView
{
    private const int LabelWidth = 9;

    /// <summary>Four, with a blank one below.</summary>
    protected override int Rows => ScreenSize.Height >= Screens.TallHeight ? 5 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Draw(State, cells, 0);

    private static void Draw(UiState state, CellGrid grid, int row)
    {
        if (state.Ground is not { } snapshot)
        {
            return;
        }

        DrawRange(state, snapshot, grid, row);
        var pen = new Pen(grid, 1, row + 2, grid.Width - 1);
        pen.Text("States", Role.Title);
        pen.MoveTo(LabelWidth);
        Bar.DrawStates(ref pen, snapshot.States, pen.Room, state.Glyphs);
        StateLine.Draw(new Pen(grid, LabelWidth, row + 3, grid.Width), snapshot.States, legendOf: state.Glyphs);
    }

    private static void DrawRange(UiState state, Snapshot snapshot, CellGrid grid, int row)
    {
        var ports = snapshot.Ports;
        var held = ports.Listening + snapshot.BoundFirst;
        var free = ports.Range.Size - ports.Reserved - held - snapshot.UsedByAnyone;
        ReadOnlySpan<int> parts = [ports.Reserved, held, snapshot.UsedByAnyone, free];
        Span<int> cells = stackalloc int[parts.Length];
        var pen = new Pen(grid, 1, row, grid.Width - 1);
        pen.Text("Range", Role.Title);
        pen.MoveTo(LabelWidth);
        Bar.Apportion(parts, pen.Room, cells);
        for (var i = 0; i < cells.Length; i++)
        {
            pen.Fill(state.Glyphs.Shades[i], cells[i], Role.BarReserved + i);
        }

        pen = new Pen(grid, LabelWidth, row + 1, grid.Width);
        RangeLine.DrawShort(ref pen, snapshot, state.Glyphs);
        Where.Draw(ref pen, state);
        DrawPart(ref pen, state, 0, ports.Reserved, " reserved");
        DrawPart(ref pen, state, 1, held, " held by bind");
        DrawPart(ref pen, state, 2, snapshot.UsedByAnyone, " used by some pool");
        DrawPart(ref pen, state, 3, free, " by none");
    }

    private static void DrawPart(ref Pen pen, UiState state, int part, int count, string word)
    {
        // A part that has no room is left out whole: "used by some pool" is the longest word.
        if (pen.Room < 4 + 6 + word.Length)
        {
            return;
        }

        pen.Text("  ");
        pen.Fill(state.Glyphs.Shades[part], 1, Role.BarReserved + part);
        pen.Text(" ");
        pen.Count(count);
        pen.Text(word, Role.Muted);
    }
}
