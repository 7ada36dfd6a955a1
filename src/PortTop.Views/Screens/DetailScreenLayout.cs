namespace PortTop.Views;

/// <summary>Which part of the detail screen stands in which rows and columns.</summary>
internal readonly record struct DetailScreenLayout
{
    private const int LedgerRows = 6;
    private const int TwoPanelWidth = 76;

    /// <summary>The layout of a screen.</summary>
    internal DetailScreenLayout(UiState state)
    {
        var row = 2;
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        PanelRow = row;
        HasStatesPanel = state.Width >= TwoPanelWidth;
        LedgerWidth = HasStatesPanel ? state.Width / 2 : state.Width;
        SocketsRow = PanelRow + 1 + LedgerRows;
        FirstRow = SocketsRow + 2;
        FooterRow = state.Height - 1;
        PageSize = Math.Max(1, FooterRow - FirstRow);
    }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The row of the panels' titles; six rows of content follow.</summary>
    internal int PanelRow { get; }

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
