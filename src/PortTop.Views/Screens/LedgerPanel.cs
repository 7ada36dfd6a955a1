using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>Where the ports of one pool went, a term a line, summing to the last port.</summary>
internal static class LedgerPanel
{
    private const int NumberWidth = 8;
    private const int NamedListeners = 3;

    internal static void Draw(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        var row = layout.PanelRow;
        DetailScreen.DrawTitle(grid, 0, row, layout.LedgerWidth, "Ledger: where did the ports go?", state.Glyphs);
        if (state.OpenedPool is not { } pool || state.Snapshot is not { } snapshot)
        {
            return;
        }

        var ledger = pool.Ledger;
        var width = layout.LedgerWidth - 1;
        var pen = new Pen(grid, 1, row + 1, width - NumberWidth);
        pen.Text("  range ", Role.Muted);
        RangeLine.DrawRange(ref pen, snapshot.Ports.Range, state.Glyphs);
        Number(grid, row + 1, width, ledger.Range, Role.Plain);

        Term(state, grid, row + 2, width, state.Glyphs.Minus, "reserved", ledger.Reserved);
        Term(state, grid, row + 3, width, state.Glyphs.Minus, "listeners", ledger.Listeners);
        DrawListeners(new Pen(grid, 13, row + 3, width - NumberWidth), snapshot.Ports.Listeners);
        Term(state, grid, row + 4, width, "=", "can ever serve this target", ledger.Capacity);
        Term(state, grid, row + 5, width, state.Glyphs.Minus, "in use, TIME-WAIT included", ledger.Used);
        pen = new Pen(grid, 1, row + 6, width - NumberWidth);
        pen.Text("= free now", Role.Title);
        pen.Text(", at most", Role.Muted);
        if (ledger.Reclaimable > 0)
        {
            pen.Text("; ", Role.Muted);
            pen.Count(ledger.Reclaimable, Role.Muted);
            pen.Text(" reused", Role.Muted);
        }

        Number(grid, row + 6, width, ledger.Free, Roles.Of(pool.Status.Condition));
    }

    private static void Term(UiState state, CellGrid grid, int row, int width, string sign, string word, int count)
    {
        var pen = new Pen(grid, 1, row, width - NumberWidth);
        pen.Text(sign, Role.Muted);
        pen.Text(" ");
        pen.Clipped(word, Role.Muted, state.Glyphs);
        Number(grid, row, width, count, Role.Plain);
    }

    private static void Number(CellGrid grid, int row, int width, int count, Role role)
    {
        Span<char> text = stackalloc char[16];
        var length = NumberText.WriteCount(count, text);
        grid.Write(width - length, row, text[..length], (int)role);
    }

    private static void DrawListeners(Pen pen, IReadOnlyList<Listener> listeners)
    {
        var named = 0;
        var last = -1;
        var others = 0;
        for (var i = 0; i < listeners.Count; i++)
        {
            // One port may listen on several addresses; the list is in the order of ports.
            if (listeners[i].Port == last)
            {
                continue;
            }

            last = listeners[i].Port;
            if (named == NamedListeners)
            {
                others++;
                continue;
            }

            pen.Text(named++ > 0 ? ", " : string.Empty, Role.Muted);
            pen.Port(listeners[i].Port, Role.Muted);
        }

        if (others > 0)
        {
            pen.Text(", ", Role.Muted);
            pen.Count(others, Role.Muted);
            pen.Text(" more", Role.Muted);
        }
    }
}
