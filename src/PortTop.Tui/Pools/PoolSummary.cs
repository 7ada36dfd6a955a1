using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>
/// What there is to say of the selected pool, and below it, on screens without the range bar, of the range and of all sockets.
/// </summary>
internal sealed class PoolSummary : StateView
{
    /// <summary>A tall screen has the range above the table, a low one no room for more than it.</summary>
    protected override int Rows => ScreenSize.Height >= Screens.TallHeight ? 2 : ScreenSize.Height >= Screens.NormalHeight ? 4 : 1;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Draw(State, cells);

    private static void Draw(UiState state, CellGrid grid)
    {
        if (state.Ground is not { } snapshot)
        {
            return;
        }

        if (grid.Height == 1)
        {
            var pen = new Pen(grid, 1, 0, grid.Width);
            RangeLine.DrawShort(ref pen, snapshot, state.Glyphs);
            Where.Draw(ref pen, state);
            return;
        }

        DrawSelected(state, grid, 0);
        if (grid.Height >= 4 && state.UnderCursor is { Nat: { } nat } translated)
        {
            DrawNat(state, grid, 2, translated, nat);
        }
        else if (grid.Height >= 4)
        {
            grid.Write(1, 2, "Ports", (int)Role.Title);
            RangeLine.Draw(new Pen(grid, 9, 2, grid.Width), snapshot, state.Glyphs);
            grid.Write(1, 3, "On them", (int)Role.Title);
            StateLine.Draw(new Pen(grid, 9, 3, grid.Width), snapshot.States);
        }
    }

    /// <summary>The owner of most of the pool, what it belongs to, its descriptors.</summary>
    private static void DrawOwner(ref Pen pen, UiState state, PoolSample pool)
    {
        const string Label = "  fd ";
        var owner = pool.Owners[0].Owner;
        pen.Text("  ");
        pen.Owner(owner, Role.Plain, state.Glyphs);
        if (owner.Process?.Home is { } home && pen.Room >= home.Length + 2)
        {
            pen.Text("  ");
            pen.Text(home, Role.Muted);
        }

        Span<char> text = stackalloc char[48];
        if (state.Snapshot?.Owners.Find(owner)?.Descriptors is { } use && DescriptorText.Write(use, text) is var length && pen.Room >= length + Label.Length)
        {
            pen.Text(Label, Role.Muted);
            pen.Text(text[..length], use.IsNear ? Role.AtRisk : Role.Plain);
        }
    }

    /// <summary>A NAT pool has nothing to do with the range of sockets: its own, and who is behind.</summary>
    private static void DrawNat(UiState state, CellGrid grid, int row, PoolSample pool, NatUse nat)
    {
        grid.Write(1, row, "NAT", (int)Role.Title);
        var pen = new Pen(grid, 9, row, grid.Width);
        RangeLine.DrawRange(ref pen, nat.Range, state.Glyphs);
        pen.Text(": ");
        pen.Count(nat.Range.Size, Role.Title);
        pen.Text(" ports for EACH target, ");
        pen.Count(pool.Ledger.Used);
        pen.Text(" used");
        grid.Write(1, row + 1, "Behind", (int)Role.Title);
        pen = new Pen(grid, 9, row + 1, grid.Width);
        Span<char> text = stackalloc char[64];
        pen.Clipped(text[..OwnerText.Write(nat, text)], Role.Plain, state.Glyphs);
    }

    private static void DrawNet(ref Pen pen, PoolSample pool)
    {
        const int NetWidth = 16;
        if (pen.Room >= NetWidth)
        {
            pen.Text("   net ", Role.Muted);
            pen.SignedRate(pool.Net);
            pen.Text("/s", Role.Muted);
        }
    }

    private static void DrawSelected(UiState state, CellGrid grid, int row)
    {
        if (state.UnderCursor is not { } pool)
        {
            return;
        }

        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Destination(pool, Role.Title);
        if (pool.Key.HasDestination)
        {
            pen.Text("  from ", Role.Muted);
            pen.Source(pool, Role.Title);
        }

        Where.Draw(ref pen, state);
        if (pool.Owners.Count > 0)
        {
            DrawOwner(ref pen, state, pool);
        }

        PassageLine.Draw(ref pen, pool);
        DrawNet(ref pen, pool);
        if (pool.IsSlow && pen.Room >= 7)
        {
            pen.Text("   slow", Role.Notice);
        }

        StateLine.Draw(new Pen(grid, 1, row + 1, grid.Width), pool.States, isComplete: false);
    }
}
