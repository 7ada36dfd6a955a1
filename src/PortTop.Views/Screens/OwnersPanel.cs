using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>Who has the sockets of one pool, below its states.</summary>
internal static class OwnersPanel
{
    private const int CountWidth = 8;
    private const int OwnerWidth = 22;
    private const int NarrowestHome = 5;

    /// <summary>"fails 999/s".</summary>
    private const int FailsWidth = 12;

    /// <summary>Draws a title and a line an owner from <paramref name="row"/> on, before <paramref name="end"/>.</summary>
    internal static void Draw(UiState state, CellGrid grid, int x, int row, int end, PoolSample pool)
    {
        if (row + 1 >= end)
        {
            return;
        }

        var pen = new Pen(grid, x, row++, grid.Width);
        pen.Text("Owners", Role.Title);
        DrawCoverage(ref pen, state, pool);
        DrawRows(state, grid, x, row, end, pool);
    }

    /// <summary>Draws how much is known into the title in <paramref name="title"/> and a line an owner below it, before <paramref name="end"/>.</summary>
    internal static void DrawList(UiState state, CellGrid grid, int x, int title, int end, PoolSample pool)
    {
        var pen = new Pen(grid, x + 9, title, grid.Width);
        DrawCoverage(ref pen, state, pool);
        if (pool.Owners.Count == 0)
        {
            new Pen(grid, x, title + 1, grid.Width).Text("nobody is known", Role.Muted);
        }

        DrawRows(state, grid, x, title + 1, end, pool);
    }

    private static void DrawRows(UiState state, CellGrid grid, int x, int row, int end, PoolSample pool)
    {
        for (var i = 0; i < pool.Owners.Count && row < end; i++, row++)
        {
            if (row == end - 1 && i < pool.Owners.Count - 1)
            {
                var pen = new Pen(grid, x, row, grid.Width);
                pen.Text("and ", Role.Muted);
                pen.Count(pool.Owners.Count - i, Role.Muted);
                pen.Text(" more", Role.Muted);
                return;
            }

            DrawOwner(state, grid, x, row, pool.Owners[i]);
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
        pen.Text("  ");
        pen.Text(text[..NumberText.WriteShare((double)(total - pool.Unattributed) / total, text)], Role.Notice);
        pen.Clipped(pool.Owners is [{ Estimated: > 0 }, ..] ? " seen, the rest estimated" : " known", Role.Muted, state.Glyphs);
    }

    private static void DrawOwner(UiState state, CellGrid grid, int x, int row, PoolOwner share)
    {
        Span<char> text = stackalloc char[96];
        var pen = new Pen(grid, x, row, grid.Width - 1);
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
