using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>In which order the panels of the detail stand below each other.</summary>
internal static class PanelRows
{
    /// <summary>The ledger with all its terms.</summary>
    private const int LedgerRows = 9;
    private const int NatLedgerRows = 5;
    private const int NoLimit = 1000;

    private static readonly PanelRow Top = new(DetailPanel.Ledger, DetailPanel.Demand, LedgerRows, LedgerRows);

    /// <summary>A screen that has room for all: in the order of their numbers.</summary>
    private static readonly PanelRow[] Tall =
    [
        Top,
        new(DetailPanel.Used, DetailPanel.Coming, 5, 10),
        new(DetailPanel.Map, DetailPanel.Owners, 5, 12),
        new(DetailPanel.Knobs, DetailPanel.Remedies, 5, 9),
        new(DetailPanel.Sockets, DetailPanel.All, 4, NoLimit),
    ];

    /// <summary>The same with what lies beside the pool.</summary>
    private static readonly PanelRow[] Taller = [.. Tall[..3], new(DetailPanel.Beside, DetailPanel.All, 3, 3), .. Tall[3..]];

    /// <summary>A low screen: those that say most come first.</summary>
    private static readonly PanelRow[] Low =
    [
        Top,
        new(DetailPanel.Remedies, DetailPanel.Owners, 5, 12),
        new(DetailPanel.Used, DetailPanel.Coming, 5, 10),
        new(DetailPanel.Map, DetailPanel.Knobs, 5, 12),
        new(DetailPanel.Sockets, DetailPanel.All, 4, NoLimit),
    ];

    /// <summary>A narrow screen.</summary>
    private static readonly PanelRow[] Narrow =
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
    private static readonly PanelRow[] Nat =
    [
        new(DetailPanel.Ledger, DetailPanel.Owners, NatLedgerRows, NatLedgerRows),
        new(DetailPanel.Demand, DetailPanel.All, 6, 18),
        new(DetailPanel.Remedies, DetailPanel.All, 4, 9),
        new(DetailPanel.Used, DetailPanel.Knobs, 5, 10),
    ];

    private static readonly PanelRow[] NarrowNat =
    [
        new(DetailPanel.Ledger, DetailPanel.All, NatLedgerRows, NatLedgerRows),
        new(DetailPanel.Owners, DetailPanel.All, 4, 5),
        new(DetailPanel.Demand, DetailPanel.All, 6, 18),
        new(DetailPanel.Remedies, DetailPanel.All, 4, 9),
        new(DetailPanel.Used, DetailPanel.All, 5, 10),
        new(DetailPanel.Knobs, DetailPanel.All, 5, 9),
    ];

    /// <summary>The rows of panels of a pool on a screen.</summary>
    /// <param name="isNat">It is a pool of source NAT.</param>
    /// <param name="hasTwo">Two panels have room beside each other.</param>
    /// <param name="rows">The rows there are.</param>
    internal static PanelRow[] Of(bool isNat, bool hasTwo, int rows)
    {
        if (isNat)
        {
            return hasTwo ? Nat : NarrowNat;
        }

        return !hasTwo ? Narrow : Height(Taller) <= rows ? Taller : Height(Tall) <= rows ? Tall : Low;
    }

    /// <summary>The rows of the page that is asked for, counted round; a page takes as many as have room.</summary>
    internal static (int First, int End) FindPage(ReadOnlySpan<PanelRow> rows, int room, int wanted, out int page, out int pages)
    {
        Span<int> starts = stackalloc int[rows.Length + 1];
        pages = 0;
        var used = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var height = 1 + rows[i].Least;
            if (i == 0 || used + height > room)
            {
                starts[pages++] = i;
                used = 0;
            }

            used += height;
        }

        starts[pages] = rows.Length;
        page = wanted % pages;
        return (starts[page], starts[page + 1]);
    }

    /// <summary>Gives every row what it needs, and what is left to those that can say more with it, a line to each in turn.</summary>
    internal static void Share(ReadOnlySpan<PanelRow> rows, int room, Span<int> heights)
    {
        var left = room;
        for (var i = 0; i < rows.Length; i++)
        {
            heights[i] = Math.Max(0, Math.Min(rows[i].Least, left - 1));
            left -= 1 + heights[i];
        }

        var isGrowing = true;
        while (left > 0 && isGrowing)
        {
            isGrowing = false;
            for (var i = rows.Length - 1; i >= 0 && left > 0; i--)
            {
                if (heights[i] < rows[i].Most)
                {
                    heights[i]++;
                    left--;
                    isGrowing = true;
                }
            }
        }
    }

    private static int Height(PanelRow[] bands)
    {
        var height = 0;
        foreach (var band in bands)
        {
            height += 1 + band.Least;
        }

        return height;
    }
}
