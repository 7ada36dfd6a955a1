namespace PortTop.Tui.State;

/// <summary>Which panels of the detail are shown.</summary>
public static class DetailPanels
{
    /// <summary>The panels of a pool are on the screen.</summary>
    public static bool IsShown(UiState state) => state is { Page: PageKind.None, Screen: ScreenKind.Detail };

    /// <summary>What a digit does in the detail: that panel on the whole screen, or all of them again.</summary>
    public static UiState PressDigit(UiState state, DetailPanel panel)
        => Has(IsNat(state), panel) ? Enlarge(state, state.Panel == panel ? DetailPanel.All : panel) with { Note = null } : state;

    /// <summary>Enlarges one panel, or shows all.</summary>
    internal static UiState Enlarge(UiState state, DetailPanel panel) => state with { Panel = panel };

    /// <summary>Another page of panels.</summary>
    public static UiState ShowPage(UiState state, int page) => state with { DetailPage = page, Note = null };

    /// <summary>The next panel in the place of the one that is enlarged.</summary>
    internal static UiState Turn(UiState state)
    {
        var panel = state.Panel;
        if (!IsShown(state) || panel == DetailPanel.All)
        {
            return state;
        }

        do
        {
            panel = panel == DetailPanel.Sockets ? DetailPanel.Ledger : panel + 1;
        }
        while (!Has(IsNat(state), panel));
        return Enlarge(state, panel);
    }

    /// <summary>True when a pool has that panel.</summary>
    internal static bool Has(bool isNat, DetailPanel panel)
        => panel is > DetailPanel.All and < DetailPanel.Beside
            && (!isNat || panel is not (DetailPanel.Coming or DetailPanel.Map or DetailPanel.Sockets));

    private static bool IsNat(UiState state) => state.Opened is { IsNat: true };
}
