using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Detail;

/// <summary>One pool: how it stands, and nine panels about it.</summary>
internal sealed class DetailScreen : ScreenPart
{
    /// <summary>A lower screen keeps its rows for the ledger.</summary>
    private const int WhyHeight = 18;

    /// <summary>The screen.</summary>
    internal DetailScreen()
    {
        Panels = new PanelsView();
        Stack(new PoolVerdictBar(), new WhyLine(Why, WhyHeight), new MessageBar(), Panels);
        Panels.Height = Dim.Fill();
    }

    /// <summary>The panels.</summary>
    internal PanelsView Panels { get; }

    /// <summary>The page of panels that a state shows on a screen, from 0, and how many there are.</summary>
    internal static (int Page, int Pages) PagesOf(UiState state, System.Drawing.Size screen)
    {
        // Title, verdict and footer, and what stands between.
        var taken = 3 + (Why(state).IsNeeded && screen.Height >= WhyHeight ? 1 : 0) + (MessageBar.IsNeeded(state) ? 1 : 0);
        return PanelsView.PagesOf(state, screen with { Height = Math.Max(1, screen.Height - taken) });
    }

    private static Advice Why(UiState state) => state.IsOpenedGone ? Advice.None : state.ExplainedAdvice;
}
