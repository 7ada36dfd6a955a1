namespace PortTop.Views;

/// <summary>Which part of the detail screen stands in which rows and columns.</summary>
internal readonly record struct DetailScreenLayout
{
    private const int LedgerRows = 9;
    private const int TwoPanelWidth = 76;
    private const int TallHeight = 30;

    /// <summary>The layout of a screen.</summary>
    internal DetailScreenLayout(UiState state)
    {
        var row = 2;
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        PanelRow = row;
        HasStatesPanel = state.Width >= TwoPanelWidth;
        LedgerWidth = HasStatesPanel ? state.Width / 2 : state.Width;
        FooterRow = state.Height - 1;
        PanelRows = Math.Min(LedgerRows, FooterRow - PanelRow - 1);
        BesideRow = state.Height >= TallHeight && state.Opened is { HasDestination: true } ? PanelRow + 1 + PanelRows : -1;
        SocketsRow = PanelRow + 1 + PanelRows + (BesideRow >= 0 ? BesidePanel.Rows + 1 : 0);
        FirstRow = SocketsRow + 2;
        PageSize = Math.Max(1, FooterRow - FirstRow);
    }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The row of the panels' titles.</summary>
    internal int PanelRow { get; }

    /// <summary>How many rows of content follow.</summary>
    internal int PanelRows { get; }

    /// <summary>The row of the title of what lies beside the pool, -1 for none.</summary>
    internal int BesideRow { get; }

    /// <summary>True when the states stand beside the ledger.</summary>
    internal bool HasStatesPanel { get; }

    /// <summary>The columns of the ledger.</summary>
    internal int LedgerWidth { get; }

    /// <summary>The row of the title of the sockets.</summary>
    internal int SocketsRow { get; }

    /// <summary>The row of the first socket.</summary>
    internal int FirstRow { get; }

    /// <summary>How many sockets are shown.</summary>
    internal int PageSize { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
