using PortTop.Tui.Bars;
using PortTop.Tui.State;

namespace PortTop.Tui.Pools;

/// <summary>Which part of the pools screen stands in which rows. Parts give way from the least important when the screen is low.</summary>
internal readonly record struct PoolsScreenLayout
{
    private const int TallHeight = 30;
    private const int NormalHeight = 20;

    /// <summary>The layout of a screen.</summary>
    internal PoolsScreenLayout(UiState state)
    {
        var height = state.Height;
        var row = 3;
        (DemandRow, OnsetRow) = (-1, -1);
        (WhyRow, DoRow) = (-1, -1);
        if (Verdict.IsTrouble(state))
        {
            DemandRow = row++;
            OnsetRow = height >= NormalHeight && state.Snapshot!.Pools[0].Onset is not null ? row++ : -1;
        }

        if (state.Advice.IsNeeded)
        {
            WhyRow = height >= NormalHeight ? row++ : -1;
            DoRow = height >= NormalHeight ? row++ : -1;
        }

        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        if (height >= TallHeight)
        {
            RangeRow = row + 1;
            row += 6;
        }
        else
        {
            RangeRow = -1;
        }

        ScopeRow = ScopeLine.IsNeeded(state) ? row++ : -1;
        HeaderRow = row;
        FooterRow = height - 1;
        StripRows = height >= TallHeight ? 2 : height >= NormalHeight ? 4 : 1;
        StripRow = FooterRow - StripRows;
        RuleRow = height >= NormalHeight ? StripRow - 1 : -1;
        FirstRow = HeaderRow + 1;
        PageSize = Math.Max(1, (RuleRow >= 0 ? RuleRow : StripRow) - FirstRow);
    }

    /// <summary>The row of what is asked of the worst pool and what fits, -1 while nothing is wrong.</summary>
    internal int DemandRow { get; }

    /// <summary>The row of when its trouble began, -1 while nothing is wrong and on a low screen.</summary>
    internal int OnsetRow { get; }

    /// <summary>The row of the first cause, -1 where nothing is wrong and on a low screen.</summary>
    internal int WhyRow { get; }

    /// <summary>The row of the first remedy, -1 as above.</summary>
    internal int DoRow { get; }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The first of the four rows of range and states, -1 for none.</summary>
    internal int RangeRow { get; }

    /// <summary>The row of groups and filter, -1 for none.</summary>
    internal int ScopeRow { get; }

    /// <summary>The row of the column headings.</summary>
    internal int HeaderRow { get; }

    /// <summary>The first row of the table.</summary>
    internal int FirstRow { get; }

    /// <summary>How many pools are shown.</summary>
    internal int PageSize { get; }

    /// <summary>The row of the line below the table, -1 for none.</summary>
    internal int RuleRow { get; }

    /// <summary>The first row of the strip about the selected pool.</summary>
    internal int StripRow { get; }

    /// <summary>How many rows the strip has.</summary>
    internal int StripRows { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
