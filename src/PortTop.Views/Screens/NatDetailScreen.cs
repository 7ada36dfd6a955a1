using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>One pool of source NAT: its ledger, the states of its flows, its range and rule, who is behind, and what this machine's own sockets have to do with it.</summary>
internal static class NatDetailScreen
{
    /// <summary>So many clients are named.</summary>
    private const int MostClients = 12;

    /// <summary>The terms that its ledger has: nothing is reserved, listens or was bound.</summary>
    private const int LedgerRows = 5;

    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new DetailScreenLayout(state);
        TitleLine.Draw(state, grid);
        MessageLine.Draw(state, grid, layout.MessageRow);
        DetailScreen.DrawVerdict(state, grid, layout);
        LedgerPanel.Draw(state, grid, layout);
        var rows = Math.Min(layout.PanelRows, LedgerRows);
        if (layout.HasTwoPanels)
        {
            StatesPanel.Draw(state, grid, layout.LeftWidth, layout.PanelRow, rows, withOwners: false);
        }

        if (state.OpenedPool is { Nat: { } use } pool)
        {
            DrawLines(state, grid, layout.PanelRow + 1 + rows, layout.FooterRow, pool, use);
        }

        Footer.Draw(state, grid, layout.FooterRow);
    }

    private static void DrawLines(UiState state, CellGrid grid, int top, int end, PoolSample pool, NatUse use)
    {
        if (top >= end)
        {
            return;
        }

        DetailScreen.DrawTitle(grid, 0, top, grid.Width, "Source NAT: range, who is behind", state.Glyphs);
        var lines = new PageLines(state.Width);
        lines.Section(string.Empty, Lines(state, pool, use));
        for (var i = 1; i < lines.All.Count && top + i < end; i++)
        {
            var line = lines.All[i];
            var pen = new Pen(grid, 1, top + i, grid.Width);
            pen.Text(line.Key, line.KeyRole);
            pen.MoveTo(line.TextColumn);
            pen.Text(line.Text, line.TextRole);
        }
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Lines(UiState state, PoolSample pool, NatUse use)
    {
        yield return ("rule", NatWords.Rule(use), Role.Plain);
        yield return ("search", NatWords.Search(use), use.SearchFailure >= .01 ? Role.AtRisk : Role.Plain);
        yield return ("behind", NatWords.Clients(use, MostClients), Role.Plain);
        if (use.Untranslated > 0)
        {
            yield return ("not translated", NatWords.Text($"{use.Untranslated:N0} of the used ports are of flows that no rule translated: this machine's own, or incoming ones from that address and port"), Role.Plain);
        }

        if (pool.Net is { } net)
        {
            yield return ("change", NatWords.Text($"{net:+0.#;-0.#;0} ports a second from the reading of the table before"), Role.Plain);
        }

        if (state.Snapshot?.Around(pool.Key).Nat is { Age: { } age })
        {
            yield return ("read", NatWords.Text($"{age.TotalSeconds:0.#} s before this poll"), Role.Muted);
        }

        for (var i = 0; i < NatWords.OwnSockets.Length; i++)
        {
            yield return (i == 0 ? "own sockets" : string.Empty, NatWords.OwnSockets[i], Role.Muted);
        }
    }
}
