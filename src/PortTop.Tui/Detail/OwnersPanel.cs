using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>Who has the sockets of one pool, and in which states they are.</summary>
internal sealed class OwnersPanel(PanelsView panels) : Panel(panels, DetailPanel.Owners)
{
    /// <summary>The bar of states and its legend.</summary>
    private const int StateRows = 2;

    private const int CountWidth = 8;
    private const int OwnerWidth = 22;
    private const int NarrowestHome = 5;

    /// <summary>"fails 999/s".</summary>
    private const int FailsWidth = 12;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box, title);

    /// <summary>Draws the states of a pool as a bar with its legend, and a line an owner below it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="grid">The screen.</param>
    /// <param name="area">Where.</param>
    /// <param name="title">The column behind the title: there stands how much of it was seen.</param>
    private static void Draw(UiState state, CellGrid grid, PanelBox area, int title)
    {
        if (state.OpenedPool is not { } pool)
        {
            return;
        }

        var coverage = new Pen(grid, title, PanelBox.Row, area.Right);
        DrawCoverage(ref coverage, state, pool);
        var pen = new Pen(grid, area.Left, PanelBox.First, area.Right - 1);
        Bar.DrawStates(ref pen, pool.States, pen.Room, state.Glyphs);
        StateLine.Draw(new Pen(grid, area.Left, PanelBox.First + 1, area.Right), pool.States, isComplete: false, legendOf: state.Glyphs);
        if (pool.Owners.Count == 0 && !pool.Key.IsNat)
        {
            new Pen(grid, area.Left, PanelBox.First + StateRows, area.Right).Text("nobody is known", Role.Muted);
        }

        DrawRows(state, grid, area, PanelBox.First + StateRows, pool);
    }

    private static void DrawRows(UiState state, CellGrid grid, PanelBox area, int row, PoolSample pool)
    {
        for (var i = 0; i < pool.Owners.Count && row < area.End; i++, row++)
        {
            if (row == area.End - 1 && i < pool.Owners.Count - 1)
            {
                var pen = new Pen(grid, area.Left, row, area.Right);
                pen.Text("and ", Role.Muted);
                pen.Count(pool.Owners.Count - i, Role.Muted);
                pen.Text(" more", Role.Muted);
                return;
            }

            DrawOwner(state, grid, area, row, pool.Owners[i]);
        }
    }

    /// <summary>How much of it was seen and how much is an estimate.</summary>
    private static void DrawCoverage(ref Pen pen, UiState state, PoolSample pool)
    {
        var total = pool.States.Total;
        if (pool.Unattributed == 0 || total == 0)
        {
            return;
        }

        Span<char> text = stackalloc char[16];
        pen.Text(" ");
        if (pool.NoProcess * 2 >= pool.Unattributed)
        {
            pen.Clipped(OwnerText.DescribeNoProcess(pool) + " ", Role.Notice, state.Glyphs);
            return;
        }

        pen.Text(text[..NumberText.WriteShare((double)(total - pool.Unattributed) / total, text)], Role.Notice);
        pen.Clipped(pool.Owners is [{ Estimated: > 0 }, ..] ? " seen, the rest estimated " : " known ", Role.Muted, state.Glyphs);
    }

    private static void DrawOwner(UiState state, CellGrid grid, PanelBox area, int row, PoolOwner share)
    {
        Span<char> text = stackalloc char[96];
        var pen = new Pen(grid, area.Left, row, area.Right - 1);
        pen.Field(text[..OwnerText.Write(share.Owner, text)], OwnerWidth, ColumnAlignment.Left, Role.Plain, state.Glyphs);
        if (share.Sockets > 0)
        {
            text[0] = '~';
            var estimated = share.Estimated > 0 ? 1 : 0;
            pen.Field(text[..(estimated + NumberText.WriteCount(share.Sockets, text[estimated..]))], CountWidth, ColumnAlignment.Right, Role.Plain, state.Glyphs);
        }

        pen.Skip(2);
        if (share.Failures > 0 && pen.Room >= FailsWidth)
        {
            pen.Text("fails ", Role.Full);
            pen.Rate(share.Failed, Role.Full);
            pen.Text("/s  ", Role.Full);
        }

        const string Files = "fd ";
        if (state.Snapshot?.Owners.Find(share.Owner)?.Descriptors is { } use && DescriptorText.Write(use, text) is var length && pen.Room >= Files.Length + length)
        {
            pen.Text(Files, Role.Muted);
            pen.Text(text[..length], use.IsNear ? Role.AtRisk : Role.Plain);
            pen.Skip(2);
        }

        if (pen.Room >= NarrowestHome)
        {
            pen.Clipped(share.Owner.Process?.Home ?? share.Owner.User, Role.Muted, state.Glyphs);
        }
    }
}
