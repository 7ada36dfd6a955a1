using PortTop.Tui.Bars;
using PortTop.Tui.State;

namespace PortTop.Tui.Owners;

/// <summary>Which part of the view of owners stands in which rows.</summary>
internal readonly record struct OwnersScreenLayout
{
    private const int NormalHeight = 20;
    private const int TallHeight = 30;

    /// <summary>The layout of a screen.</summary>
    internal OwnersScreenLayout(UiState state)
    {
        var row = 3;
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        ScopeRow = ScopeLine.IsNeeded(state) ? row++ : -1;
        HeaderRow = row;
        FirstRow = row + 1;
        FooterRow = state.Height - 1;
        StripRows = state.Height >= TallHeight ? 9 : state.Height >= NormalHeight ? 6 : 0;
        StripRow = FooterRow - StripRows;
        PageSize = Math.Max(1, (StripRows > 0 ? StripRow - 1 : FooterRow) - FirstRow);
    }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The row of the filter, -1 for none.</summary>
    internal int ScopeRow { get; }

    /// <summary>The row of the column headings.</summary>
    internal int HeaderRow { get; }

    /// <summary>The first row of the table.</summary>
    internal int FirstRow { get; }

    /// <summary>How many owners are shown.</summary>
    internal int PageSize { get; }

    /// <summary>The first row about the selected owner.</summary>
    internal int StripRow { get; }

    /// <summary>How many rows there are about it, 0 for none.</summary>
    internal int StripRows { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
