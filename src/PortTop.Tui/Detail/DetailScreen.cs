using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.Pools;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>One pool: how it stands, and nine panels about it, as many as fit, or one of them enlarged.</summary>
internal static class DetailScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new DetailScreenLayout(state);
        TitleLine.Draw(state, grid);
        MessageLine.Draw(state, grid, layout.MessageRow);
        DrawVerdict(state, grid, layout);
        for (var panel = DetailPanel.Ledger; panel <= DetailPanel.Beside; panel++)
        {
            var area = layout[panel];
            if (area.IsShown)
            {
                var title = PanelTitle.Draw(state, grid, panel, area);
                DrawPanel(state, grid, panel, area, title);
            }
        }

        Footer.Draw(state, grid, layout.FooterRow);
    }

    /// <summary>Draws how the pool stands and why.</summary>
    private static void DrawVerdict(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        if (state.IsOpenedGone)
        {
            var gone = new Pen(grid, 3, 1, grid.Width);
            gone.Clipped(state.IsPast ? "This pool had no socket then." : "No socket of this pool is left; below is what was last seen of it.", Role.Notice, state.Glyphs);
        }
        else if (state.OpenedPool is { } pool)
        {
            Verdict.DrawPool(grid, 1, pool, state, isNamed: false);
            AdviceLines.DrawWhy(state, grid, layout.WhyRow, state.ExplainedAdvice);
        }
    }

    private static void DrawPanel(UiState state, CellGrid grid, DetailPanel panel, PanelArea area, int title)
    {
        var isLarge = state.Panel != DetailPanel.All;
        switch (panel)
        {
            case DetailPanel.Map:
                RangeMapPanel.Draw(state, grid, area, isLarge);
                break;
            case DetailPanel.Sockets:
                SocketsPanel.Draw(state, grid, area, title);
                break;
            case DetailPanel.Beside:
                BesidePanel.Draw(state, grid, area.Row);
                break;
            case DetailPanel.Demand when state.Opened is { IsNat: true }:
                TextPanel.Draw(state, grid, area, isLarge ? state.Texts.Lines : state.Texts.Nat, title);
                break;
            case var _ when isLarge:
                DrawHead(state, grid, panel, area with { Rows = TextPanel.HeadRows(state, area) });
                TextPanel.Draw(state, grid, area, state.Texts.Lines, title);
                break;
            case DetailPanel.Ledger:
                LedgerPanel.Draw(state, grid, area);
                break;
            case DetailPanel.Owners:
                OwnersPanel.Draw(state, grid, area, title);
                break;
            case DetailPanel.Knobs:
                KnobsPanel.Draw(state, grid, area);
                break;
            case DetailPanel.Remedies:
                RemediesPanel.Draw(state, grid, area);
                break;
            default:
                DrawHead(state, grid, panel, area);
                break;
        }
    }

    /// <summary>What stands above the text where one is enlarged, and alone where it is not.</summary>
    private static void DrawHead(UiState state, CellGrid grid, DetailPanel panel, PanelArea area)
    {
        if (area.Rows <= 0)
        {
            return;
        }

        var chart = new ChartArea(area.X, area.Row, area.Width, area.Rows);
        if (panel == DetailPanel.Demand)
        {
            DemandPanel.Draw(state, grid, area);
        }
        else if (panel == DetailPanel.Coming)
        {
            ReleaseChart.Draw(state, grid, chart);
        }
        else if (panel == DetailPanel.Used)
        {
            UsePanel.Draw(state, grid, chart);
        }
    }
}
