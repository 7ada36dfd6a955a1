namespace PortTop.Views;

/// <summary>
/// Which part of the detail screen stands in which rows and columns. A tall screen shows all; on a low one demand and charts take the place of ledger, states and
/// sockets when asked for.
/// </summary>
internal readonly record struct DetailScreenLayout
{
    private const int LedgerRows = 9;
    private const int TwoPanelWidth = 76;
    private const int TallHeight = 30;

    /// <summary>From this height on there is room for what lies beside the pool.</summary>
    private const int BesideHeight = 38;
    /// <summary>A lower screen keeps its rows for the ledger.</summary>
    private const int DemandHeight = 18;
    private const int LowestChart = 3;
    private const int LowChartRows = 5;
    private const int HighChartRows = 8;
    private const int HighHeight = 48;

    /// <summary>How many rows states and owners have below their title, where they have a row of their own.</summary>
    internal const int StatesRows = 4;

    /// <summary>The layout of a screen.</summary>
    internal DetailScreenLayout(UiState state)
    {
        var row = 2;
        IsTall = state.Height >= TallHeight && state.Width >= TwoPanelWidth;
        IsFlow = !IsTall && state.IsFlowShown;
        DemandRow = !IsTall && !IsFlow && state.Height >= DemandHeight && state.OpenedPool is { Demand: not null } ? row++ : -1;
        OnsetRow = !IsTall && !IsFlow && state.Height >= DemandHeight && state.OpenedPool is { Onset: not null } ? row++ : -1;
        var hasAdvice = IsTall && state.ExplainedAdvice.IsNeeded;
        (WhyRow, DoRow) = hasAdvice ? (row++, row++) : (-1, -1);
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        PanelRow = row;
        HasTwoPanels = state.Width >= TwoPanelWidth;
        LeftWidth = HasTwoPanels ? state.Width / 2 : state.Width;
        FooterRow = state.Height - 1;
        PanelRows = Math.Min(LedgerRows, FooterRow - PanelRow - 1);
        row += 1 + PanelRows;
        (ChartRow, ChartRows, StatesRow, BesideRow) = (-1, 0, -1, -1);
        if (IsTall)
        {
            (ChartRow, ChartRows) = (row, state.Height >= HighHeight ? HighChartRows : LowChartRows);
            row += 1 + ChartRows;
            StatesRow = row;
            row += 1 + StatesRows;
            if (state.Height >= BesideHeight && state.Opened is { HasDestination: true })
            {
                BesideRow = row;
                row += 1 + BesidePanel.Rows;
            }
        }
        else if (IsFlow)
        {
            ChartRows = FooterRow - row - 1;
            ChartRow = ChartRows >= LowestChart ? row : -1;
        }

        SocketsRow = row;
        FirstRow = SocketsRow + 2;
        PageSize = Math.Max(1, FooterRow - FirstRow);
    }

    /// <summary>Everything is shown at once.</summary>
    internal bool IsTall { get; }

    /// <summary>Demand and charts are shown in place of ledger, states and sockets.</summary>
    internal bool IsFlow { get; }

    /// <summary>The row of what is asked and what fits, -1 where the panel says it.</summary>
    internal int DemandRow { get; }

    /// <summary>The row of when it began, -1 for none.</summary>
    internal int OnsetRow { get; }

    /// <summary>The row of the first cause, -1 where nothing is wrong and on a low screen.</summary>
    internal int WhyRow { get; }

    /// <summary>The row of the first remedy, -1 as above.</summary>
    internal int DoRow { get; }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The row of the first panels' titles.</summary>
    internal int PanelRow { get; }

    /// <summary>How many rows of content follow.</summary>
    internal int PanelRows { get; }

    /// <summary>The row of the title of the charts, -1 for none.</summary>
    internal int ChartRow { get; }

    /// <summary>How many rows they have below it.</summary>
    internal int ChartRows { get; }

    /// <summary>The row of the title of states and owners, where they have a row of their own; otherwise -1.</summary>
    internal int StatesRow { get; }

    /// <summary>The row of the title of what lies beside the pool, -1 for none.</summary>
    internal int BesideRow { get; }

    /// <summary>True when panels stand beside each other.</summary>
    internal bool HasTwoPanels { get; }

    /// <summary>The columns of the left panels.</summary>
    internal int LeftWidth { get; }

    /// <summary>The row of the title of the sockets.</summary>
    internal int SocketsRow { get; }

    /// <summary>The row of the first socket.</summary>
    internal int FirstRow { get; }

    /// <summary>How many sockets are shown.</summary>
    internal int PageSize { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
