using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>
/// What lies beside one pool: what bind() could still get on its source address, which other addresses have ports towards its target, how
/// soon a port is used again.
/// </summary>
internal sealed class BesidePanel(PanelsView panels) : Panel(panels, DetailPanel.Beside)
{
    private const int LabelWidth = 16;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, PanelBox.Row);

    private static void Draw(UiState state, CellGrid grid, int row)
    {
        if (state.OpenedPool is { } pool && state.Snapshot?.Around(pool.Key) is { } snapshot)
        {
            DrawBind(state, grid, row + 1, pool.Key, snapshot);
            DrawSiblings(state, grid, row + 2);
            DrawReturn(grid, row + 3, pool, state.Glyphs);
        }
    }

    private static void DrawBind(UiState state, CellGrid grid, int row, PoolKey key, Snapshot snapshot)
    {
        var pen = Begin(grid, row, "bind() first");
        var isFirst = true;
        for (var i = 0; i < snapshot.BindPools.Count; i++)
        {
            var bind = snapshot.BindPools[i];
            var isWildcard = bind.Key.Source.IsWildcard && bind.Key.Source.IsIPv4 == key.Source.IsIPv4;
            if (bind.Key.Source != key.Source && !isWildcard)
            {
                continue;
            }

            pen.Text(isFirst ? string.Empty : ", ", Role.Muted);
            pen.Count(bind.Ledger.Free, bind.Ledger.Free <= 0 ? Role.Full : Role.Plain);
            pen.Text(" left from ", Role.Muted);
            pen.Source(bind);
            isFirst = false;
        }

        pen.Clipped(state.IsPast ? "not kept of past polls" : " for all targets together; then EADDRINUSE", Role.Muted, state.Glyphs);
    }

    private static void DrawSiblings(UiState state, CellGrid grid, int row)
    {
        const string Hint = "connect() tries none by itself";
        var pen = Begin(grid, row, "other addresses");
        if (state.Siblings.Count == 0)
        {
            pen.Clipped("none with connections to this target", Role.Muted, state.Glyphs);
            return;
        }

        Span<char> text = stackalloc char[64];
        for (var i = 0; i < state.Siblings.Count; i++)
        {
            var sibling = state.Siblings[i];
            sibling.Address.TryFormat(text, out var length, default, null);
            if (pen.Room < length + 24)
            {
                pen.Text("and ", Role.Muted);
                pen.Count(state.Siblings.Count - i, Role.Muted);
                pen.Text(" more", Role.Muted);
                return;
            }

            pen.Text(text[..length]);
            pen.Text(" ");
            if (sibling.FreeLower is { } lower && lower != sibling.Free)
            {
                pen.Count(lower);
                pen.Text(state.Glyphs.Dash);
            }

            pen.Count(sibling.Free);
            pen.Text(" free  ", Role.Muted);
        }

        pen.Text(pen.Room >= Hint.Length ? Hint : string.Empty, Role.Muted);
    }

    /// <summary>How soon a port comes back: a peer that closed first may still know it.</summary>
    private static void DrawReturn(CellGrid grid, int row, PoolSample pool, Glyphs glyphs)
    {
        const double PeerHoldSeconds = 60;
        var pen = Begin(grid, row, "each port");
        if (pool.PortReturnSeconds is not { } seconds)
        {
            pen.Clipped("is not used again: nothing is opened", Role.Muted, glyphs);
            return;
        }

        pen.Text("is used again after about ", Role.Muted);
        pen.Duration(TimeSpan.FromSeconds(seconds));
        pen.Clipped(
            seconds < PeerHoldSeconds
                ? ", while a peer that closed first still knows it: its challenge ACKs and PAWS drops are under 5"
                : ": no peer knows it any more",
            seconds < PeerHoldSeconds ? Role.Notice : Role.Muted,
            glyphs);
    }

    private static Pen Begin(CellGrid grid, int row, string label)
    {
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Text(label, Role.Muted);
        pen.MoveTo(1 + LabelWidth);
        return pen;
    }
}
