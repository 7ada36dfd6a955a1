using PortTop.Tui.Bars;
using PortTop.Tui.State;

namespace PortTop.Tui.States;

/// <summary>Which part of the view of states stands in which rows: the states above, the leaders of the selected one below.</summary>
internal readonly record struct StatesScreenLayout
{
    private const int NormalHeight = 20;
    private const int TallHeight = 30;

    /// <summary>The layout of a screen.</summary>
    internal StatesScreenLayout(UiState state)
    {
        var row = 3;
        MessageRow = MessageLine.IsNeeded(state) ? row++ : -1;
        ScopeRow = ScopeLine.IsNeeded(state) ? row++ : -1;
        HeaderRow = row++;
        FirstRow = row;
        FooterRow = state.Height - 1;
        PageSize = Math.Clamp(FooterRow - row - 4, 1, state.Height >= TallHeight ? 11 : state.Height >= NormalHeight ? 7 : 4);
        RuleRow = FirstRow + PageSize;
        NoteRow = state.Height >= NormalHeight ? FooterRow - 1 : -1;
        FirstLeader = RuleRow + 2;
        LeaderPageSize = Math.Max(1, (NoteRow >= 0 ? NoteRow : FooterRow) - FirstLeader);
    }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The row of the filter, -1 for none.</summary>
    internal int ScopeRow { get; }

    /// <summary>The row of the headings.</summary>
    internal int HeaderRow { get; }

    /// <summary>The first state.</summary>
    internal int FirstRow { get; }

    /// <summary>How many states are shown.</summary>
    internal int PageSize { get; }

    /// <summary>The rule above the leaders.</summary>
    internal int RuleRow { get; }

    /// <summary>The first leader, below their heading.</summary>
    internal int FirstLeader { get; }

    /// <summary>How many leaders are shown.</summary>
    internal int LeaderPageSize { get; }

    /// <summary>The row that says what is not counted, -1 for none.</summary>
    internal int NoteRow { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
