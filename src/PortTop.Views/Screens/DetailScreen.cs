using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>One pool: how it stands, its ledger, its states, its sockets.</summary>
internal static class DetailScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new DetailScreenLayout(state);
        TitleLine.Draw(state, grid);
        MessageLine.Draw(state, grid, layout.MessageRow);
        if (state.IsOpenedGone)
        {
            var pen = new Pen(grid, 3, 1, grid.Width);
            pen.Clipped("No socket of this pool is left; below is what was last seen of it.", Role.Notice, state.Glyphs);
        }
        else if (state.OpenedPool is { } pool)
        {
            Verdict.DrawPool(grid, 1, pool, state, isNamed: false);
        }

        LedgerPanel.Draw(state, grid, layout);
        if (layout.HasStatesPanel)
        {
            StatesPanel.Draw(state, grid, layout);
        }

        if (layout.BesideRow >= 0)
        {
            BesidePanel.Draw(state, grid, layout.BesideRow);
        }

        if (layout.FirstRow < layout.FooterRow)
        {
            SocketsPanel.Draw(state, grid, layout);
        }

        Footer.Draw(state, grid, layout.FooterRow);
    }

    /// <summary>Draws a rule with a title in it.</summary>
    internal static void DrawTitle(CellGrid grid, int x, int row, int width, string title, Glyphs glyphs)
    {
        grid.Fill(x, row, width, glyphs.Rule, (int)Role.Muted);
        var pen = new Pen(grid, x + 2, row, x + width);
        pen.Text(" ");
        pen.Text(title, Role.Title);
        pen.Text(" ");
    }
}
