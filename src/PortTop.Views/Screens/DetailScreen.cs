using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>One pool: how it stands, its ledger, what is asked of it and what comes, its states, its sockets.</summary>
internal static class DetailScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new DetailScreenLayout(state);
        TitleLine.Draw(state, grid);
        MessageLine.Draw(state, grid, layout.MessageRow);
        DrawVerdict(state, grid, layout);
        if (layout.IsTall)
        {
            DrawAll(state, grid, layout);
        }
        else if (layout.IsFlow)
        {
            DrawFlow(state, grid, layout);
        }
        else
        {
            LedgerPanel.Draw(state, grid, layout);
            if (layout.HasTwoPanels)
            {
                StatesPanel.Draw(state, grid, layout.LeftWidth, layout.PanelRow, layout.PanelRows, withOwners: true);
            }
        }

        if (!layout.IsFlow && layout.FirstRow < layout.FooterRow)
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

    /// <summary>Draws the line between a panel and the one at its left.</summary>
    internal static void DrawSeparator(CellGrid grid, int x, int row, int rows, Glyphs glyphs)
    {
        if (x == 0)
        {
            return;
        }

        grid.Fill(x, row, 1, glyphs.Junction, (int)Role.Muted);
        for (var i = 1; i <= rows; i++)
        {
            grid.Fill(x, row + i, 1, glyphs.Separator, (int)Role.Muted);
        }
    }

    /// <summary>Draws how the pool stands, why, and what to do.</summary>
    internal static void DrawVerdict(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        if (state.IsOpenedGone)
        {
            var gone = new Pen(grid, 3, 1, grid.Width);
            gone.Clipped(state.IsPast ? "This pool had no socket then." : "No socket of this pool is left; below is what was last seen of it.", Role.Notice, state.Glyphs);
            return;
        }

        if (state.OpenedPool is not { } pool)
        {
            return;
        }

        Verdict.DrawPool(grid, 1, pool, state, isNamed: false);
        AdviceLines.DrawWhy(state, grid, layout.WhyRow, state.ExplainedAdvice);
        AdviceLines.DrawDo(state, grid, layout.DoRow, state.ExplainedAdvice);
        if (layout.DemandRow >= 0)
        {
            var pen = new Pen(grid, 3, layout.DemandRow, grid.Width);
            DemandLine.Draw(ref pen, state, pool);
        }

        if (layout.OnsetRow >= 0)
        {
            var pen = new Pen(grid, 3, layout.OnsetRow, grid.Width);
            OnsetLine.Draw(ref pen, state, pool);
        }
    }

    private static void DrawAll(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        var (left, right) = (layout.LeftWidth, grid.Width - layout.LeftWidth);
        LedgerPanel.Draw(state, grid, layout);
        DemandPanel.Draw(state, grid, left, layout.PanelRow, layout.PanelRows);
        UseChart.Draw(state, grid, new ChartArea(0, layout.ChartRow, left, layout.ChartRows));
        ReleaseChart.Draw(state, grid, new ChartArea(left, layout.ChartRow, right, layout.ChartRows));
        StatesPanel.Draw(state, grid, 0, layout.StatesRow, DetailScreenLayout.StatesRows, withOwners: false, end: left);
        DrawTitle(grid, left, layout.StatesRow, right, "Owners", state.Glyphs);
        if (state.OpenedPool is { } pool)
        {
            OwnersPanel.DrawList(state, grid, left + 2, layout.StatesRow, layout.StatesRow + 1 + DetailScreenLayout.StatesRows, pool);
        }

        if (layout.BesideRow >= 0)
        {
            BesidePanel.Draw(state, grid, layout.BesideRow);
        }
    }

    private static void DrawFlow(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        DemandPanel.Draw(state, grid, 0, layout.PanelRow, layout.PanelRows);
        if (layout.ChartRow < 0)
        {
            return;
        }

        if (!layout.HasTwoPanels)
        {
            UseChart.Draw(state, grid, new ChartArea(0, layout.ChartRow, grid.Width, layout.ChartRows));
            return;
        }

        var half = layout.LeftWidth;
        UseChart.Draw(state, grid, new ChartArea(0, layout.ChartRow, half, layout.ChartRows));
        ReleaseChart.Draw(state, grid, new ChartArea(half, layout.ChartRow, grid.Width - half, layout.ChartRows));
    }
}
