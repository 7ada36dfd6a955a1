using System.Globalization;
using PortTop.Tui.Detail;
using PortTop.Tui.Keys;

namespace PortTop.Tui.State;

/// <summary>Which panels of the detail are shown, and how far they are scrolled.</summary>
internal static class DetailPanels
{
    private const int MostPages = (int)DetailPanel.Sockets;

    /// <summary>"panels 1/2", made once: a frame makes no text.</summary>
    private static readonly string[][] PageWords =
        [.. Enumerable.Range(0, MostPages + 1).Select(static pages => Enumerable.Range(1, MostPages).Select(page => string.Create(CultureInfo.InvariantCulture, $"panels {page}/{pages}")).ToArray())];

    /// <summary>The panels of a pool are on the screen.</summary>
    internal static bool IsShown(UiState state) => state is { Page: PageKind.None, Screen: ScreenKind.Detail };

    /// <summary>What a digit does in the detail, where it means a panel and no view; null for any other key.</summary>
    internal static UiState? Press(UiState state, KeyPress press)
    {
        for (var panel = DetailPanel.Ledger; panel <= DetailPanel.Sockets && IsShown(state); panel++)
        {
            if (press == KeyPress.Of((char)('0' + (int)panel)))
            {
                return PanelBands.Has(IsNat(state), panel) ? Enlarge(state, state.Panel == panel ? DetailPanel.All : panel) : state;
            }
        }

        return null;
    }

    /// <summary>Enlarges one panel, or shows all.</summary>
    internal static UiState Enlarge(UiState state, DetailPanel panel) => state with { Panel = panel, DetailTop = 0 };

    /// <summary>The next page of panels; where one is enlarged the next one.</summary>
    internal static UiState Turn(UiState state)
    {
        if (!IsShown(state))
        {
            return state;
        }

        if (state.Panel == DetailPanel.All)
        {
            var layout = new DetailScreenLayout(state);
            return layout.Pages == 1 ? state : state with { DetailPage = (layout.Page + 1) % layout.Pages, DetailTop = 0 };
        }

        var panel = state.Panel;
        do
        {
            panel = panel == DetailPanel.Sockets ? DetailPanel.Ledger : panel + 1;
        }
        while (!PanelBands.Has(IsNat(state), panel));
        return Enlarge(state, panel);
    }

    /// <summary>What Tab does, in a word.</summary>
    internal static string TabWord(UiState state)
    {
        var layout = new DetailScreenLayout(state);
        return state.Panel != DetailPanel.All ? "next" : PageWords[Math.Min(layout.Pages, MostPages)][Math.Min(layout.Page, MostPages - 1)];
    }

    /// <summary>Writes the texts anew and keeps scrolling within what there is.</summary>
    internal static UiState Settle(UiState state)
    {
        if (!IsShown(state))
        {
            return state.Texts == DetailTexts.None ? state : state with { Texts = DetailTexts.None };
        }

        state = state with { Texts = DetailTexts.Of(state) };
        return state with { DetailTop = Math.Clamp(state.DetailTop, 0, Math.Max(0, LineCount(state) - PageSize(state))) };
    }

    /// <summary>How many lines are scrolled through.</summary>
    internal static int LineCount(UiState state) => state.Panel switch
    {
        DetailPanel.All or DetailPanel.Sockets => state.Snapshot?.Detail?.Sockets.Count ?? 0,
        DetailPanel.Map => RangeMapPanel.RowCount(state, new DetailScreenLayout(state)[DetailPanel.Map]),
        _ => state.Texts.Lines.Count,
    };

    /// <summary>How many of them are shown at once.</summary>
    internal static int PageSize(UiState state)
    {
        var layout = new DetailScreenLayout(state);
        return Math.Max(1, state.Panel switch
        {
            DetailPanel.All or DetailPanel.Sockets => SocketsPanel.PageSize(layout[DetailPanel.Sockets]),
            DetailPanel.Map => RangeMapPanel.PageSize(state, layout[DetailPanel.Map]),
            _ => TextPanel.PageSize(state, layout[state.Panel]),
        });
    }

    private static bool IsNat(UiState state) => state.Opened is { IsNat: true };
}
