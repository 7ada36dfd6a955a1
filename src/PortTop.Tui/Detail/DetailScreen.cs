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

    /// <summary>Line 1 and the keys.</summary>
    private const int BesidesScreen = 2;

    private readonly StateView[] _bars = [new PoolVerdictBar(), new WhyLine(Why, WhyHeight), new MessageBar()];

    /// <summary>The screen.</summary>
    internal DetailScreen()
    {
        Panels = new PanelsView();
        Stack([.. _bars, Panels]);
        Panels.Height = Dim.Fill();
    }

    /// <summary>The panels.</summary>
    internal PanelsView Panels { get; }

    /// <summary>
    /// The page of panels that is shown, from 0, and how many there are: what is left of the screen below the bars decides.
    /// </summary>
    internal (int Page, int Pages) Pages
    {
        get
        {
            var screen = Screens.Of(this);
            var taken = BesidesScreen;
            foreach (var bar in _bars)
            {
                taken += bar.RowsAskedFor;
            }

            return Panels.PagesOn(screen with { Height = Math.Max(1, screen.Height - taken) });
        }
    }

    private static Advice Why(UiState state) => state.IsOpenedGone ? Advice.None : state.ExplainedAdvice;
}
