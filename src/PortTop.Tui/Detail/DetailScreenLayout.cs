using PortTop.Tui.Bars;
using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>
/// Which panel of the detail stands in which rows and columns. A screen that has not room for all shows them on several pages; an enlarged
/// panel has all the rows.
/// </summary>
internal readonly struct DetailScreenLayout
{
    private const int TwoPanelWidth = 76;

    /// <summary>A lower screen keeps its rows for the ledger.</summary>
    private const int WhyHeight = 18;
    private const int MostBands = PanelAreas.Length;

    private readonly PanelAreas _areas;

    /// <summary>The layout of a screen.</summary>
    internal DetailScreenLayout(UiState state)
    {
        var row = 2;
        WhyRow = state.Height >= WhyHeight && state.ExplainedAdvice.IsNeeded && !state.IsOpenedGone ? row++ : -1;
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        FooterRow = state.Height - 1;
        var areas = default(PanelAreas);
        foreach (ref var area in areas)
        {
            area = PanelArea.None;
        }

        (Page, Pages) = (0, 1);
        if (state.Panel != DetailPanel.All)
        {
            areas[(int)state.Panel] = new PanelArea(0, row, state.Width, Math.Max(0, FooterRow - row - 1));
            _areas = areas;
            return;
        }

        var hasTwo = state.Width >= TwoPanelWidth;
        var rows = FooterRow - row;
        ReadOnlySpan<PanelBand> bands = PanelBands.Of(state.Opened is { IsNat: true }, hasTwo, rows);
        Span<int> heights = stackalloc int[MostBands];
        var (first, end) = FindPage(bands, rows, state.DetailPage, out var page, out var pages);
        (Page, Pages) = (page, pages);
        bands = bands[first..end];
        Share(bands, rows, heights);
        for (var i = 0; i < bands.Length; i++)
        {
            var band = bands[i];
            var left = band.Right == DetailPanel.All ? state.Width : state.Width / 2;
            areas[(int)band.Left] = new PanelArea(0, row, left, heights[i]);
            if (band.Right != DetailPanel.All)
            {
                areas[(int)band.Right] = new PanelArea(left, row, state.Width - left, heights[i]);
            }

            row += 1 + heights[i];
        }

        _areas = areas;
    }

    /// <summary>The row of the first cause, -1 where nothing is wrong and on a low screen.</summary>
    internal int WhyRow { get; }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The page of panels that is shown, from 0.</summary>
    internal int Page { get; }

    /// <summary>How many pages there are.</summary>
    internal int Pages { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }

    /// <summary>Where a panel stands.</summary>
    internal PanelArea this[DetailPanel panel] => _areas[(int)panel];

    /// <summary>The bands of the page that is asked for, counted round; a page takes as many as have room.</summary>
    private static (int First, int End) FindPage(ReadOnlySpan<PanelBand> bands, int rows, int wanted, out int page, out int pages)
    {
        Span<int> starts = stackalloc int[MostBands + 1];
        pages = 0;
        var used = 0;
        for (var i = 0; i < bands.Length; i++)
        {
            var height = 1 + bands[i].Least;
            if (i == 0 || used + height > rows)
            {
                starts[pages++] = i;
                used = 0;
            }

            used += height;
        }

        starts[pages] = bands.Length;
        page = wanted % pages;
        return (starts[page], starts[page + 1]);
    }

    /// <summary>Gives every band what it needs, and what is left to those that can say more with it, a row to each in turn.</summary>
    private static void Share(ReadOnlySpan<PanelBand> bands, int rows, Span<int> heights)
    {
        var left = rows;
        for (var i = 0; i < bands.Length; i++)
        {
            heights[i] = Math.Max(0, Math.Min(bands[i].Least, left - 1));
            left -= 1 + heights[i];
        }

        var isGrowing = true;
        while (left > 0 && isGrowing)
        {
            isGrowing = false;
            for (var i = bands.Length - 1; i >= 0 && left > 0; i--)
            {
                if (heights[i] < bands[i].Most)
                {
                    heights[i]++;
                    left--;
                    isGrowing = true;
                }
            }
        }
    }
}
