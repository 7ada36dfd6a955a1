using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>In which order the panels of the detail stand below each other.</summary>
internal static class PanelBands
{
    /// <summary>The ledger with all its terms.</summary>
    private const int LedgerRows = 9;
    private const int NatLedgerRows = 5;
    private const int NoLimit = 1000;

    private static readonly PanelBand Top = new(DetailPanel.Ledger, DetailPanel.Demand, LedgerRows, LedgerRows);

    /// <summary>A screen that has room for all: in the order of their numbers.</summary>
    private static readonly PanelBand[] Tall =
    [
        Top,
        new(DetailPanel.Used, DetailPanel.Coming, 5, 10),
        new(DetailPanel.Map, DetailPanel.Owners, 5, 12),
        new(DetailPanel.Knobs, DetailPanel.Remedies, 5, 9),
        new(DetailPanel.Sockets, DetailPanel.All, 4, NoLimit),
    ];

    /// <summary>The same with what lies beside the pool.</summary>
    private static readonly PanelBand[] Taller = [.. Tall[..3], new(DetailPanel.Beside, DetailPanel.All, 3, 3), .. Tall[3..]];

    /// <summary>A low screen: those that say most come first.</summary>
    private static readonly PanelBand[] Low =
    [
        Top,
        new(DetailPanel.Remedies, DetailPanel.Owners, 5, 12),
        new(DetailPanel.Used, DetailPanel.Coming, 5, 10),
        new(DetailPanel.Map, DetailPanel.Knobs, 5, 12),
        new(DetailPanel.Sockets, DetailPanel.All, 4, NoLimit),
    ];

    /// <summary>A narrow screen.</summary>
    private static readonly PanelBand[] Narrow =
    [
        new(DetailPanel.Ledger, DetailPanel.All, LedgerRows, LedgerRows),
        new(DetailPanel.Demand, DetailPanel.All, 8, LedgerRows),
        new(DetailPanel.Remedies, DetailPanel.All, 4, 9),
        new(DetailPanel.Owners, DetailPanel.All, 5, 9),
        new(DetailPanel.Used, DetailPanel.All, 5, 10),
        new(DetailPanel.Map, DetailPanel.All, 4, 9),
        new(DetailPanel.Knobs, DetailPanel.All, 5, 9),
        new(DetailPanel.Coming, DetailPanel.All, 4, 10),
        new(DetailPanel.Sockets, DetailPanel.All, 4, NoLimit),
    ];

    /// <summary>Source NAT has no sockets here, and what is asked of it is not known.</summary>
    private static readonly PanelBand[] Nat =
    [
        new(DetailPanel.Ledger, DetailPanel.Owners, NatLedgerRows, NatLedgerRows),
        new(DetailPanel.Demand, DetailPanel.All, 6, 18),
        new(DetailPanel.Remedies, DetailPanel.All, 4, 9),
        new(DetailPanel.Used, DetailPanel.Knobs, 5, 10),
    ];

    private static readonly PanelBand[] NarrowNat =
    [
        new(DetailPanel.Ledger, DetailPanel.All, NatLedgerRows, NatLedgerRows),
        new(DetailPanel.Owners, DetailPanel.All, 4, 5),
        new(DetailPanel.Demand, DetailPanel.All, 6, 18),
        new(DetailPanel.Remedies, DetailPanel.All, 4, 9),
        new(DetailPanel.Used, DetailPanel.All, 5, 10),
        new(DetailPanel.Knobs, DetailPanel.All, 5, 9),
    ];

    /// <summary>The bands of a pool on a screen.</summary>
    /// <param name="isNat">It is a pool of source NAT.</param>
    /// <param name="hasTwo">Two panels have room beside each other.</param>
    /// <param name="rows">The rows there are.</param>
    internal static PanelBand[] Of(bool isNat, bool hasTwo, int rows)
    {
        if (isNat)
        {
            return hasTwo ? Nat : NarrowNat;
        }

        return !hasTwo ? Narrow : Height(Taller) <= rows ? Taller : Height(Tall) <= rows ? Tall : Low;
    }

    /// <summary>True when a pool has that panel.</summary>
    internal static bool Has(bool isNat, DetailPanel panel)
        => panel is > DetailPanel.All and < DetailPanel.Beside && (!isNat || panel is not (DetailPanel.Coming or DetailPanel.Map or DetailPanel.Sockets));

    private static int Height(PanelBand[] bands)
    {
        var height = 0;
        foreach (var band in bands)
        {
            height += 1 + band.Least;
        }

        return height;
    }
}
