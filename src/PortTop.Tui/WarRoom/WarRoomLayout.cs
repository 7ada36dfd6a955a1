using PortTop.Tui.Bars;
using PortTop.Tui.State;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// Which part of the war room stands in which rows, and how large its letters are. It goes by the size of the screen, by the word and by
/// the kind of the figure, not by the figure itself: so nothing moves from poll to poll.
/// </summary>
internal readonly record struct WarRoomLayout
{
    /// <summary>The column in which everything begins.</summary>
    internal const int Left = 1;

    /// <summary>The columns between a text at the left and one at the right.</summary>
    internal const int Gap = 1;

    internal const string ClockTemplate = "00:00:00";

    private const int MostBars = 5;
    private const int WantedEvents = 2;
    private const int MostEvents = 12;

    /// <summary>The layout of a screen.</summary>
    internal WarRoomLayout(UiState state, WarRoomVerdict verdict)
    {
        var columns = state.Width - (2 * Left);
        MessageRow = MessageLine.IsNeeded(state) ? 1 : -1;
        WordRow = MessageRow + 1 > 1 ? MessageRow + 1 : 1;
        FooterRow = state.Height - 1;

        // Two rows of verdict in plain letters and the row below the figure are always there.
        var smallest = BigText.Rows(1);
        Bars = Math.Clamp(FooterRow - WordRow - 3 - smallest, 1, MostBars);
        var room = FooterRow - WordRow - 3 - Bars;
        HasFigureBand = verdict.Figure != WarRoomFigure.None && room - WantedEvents >= 2 * smallest;
        if (HasFigureBand)
        {
            WordScale = Math.Max(1, BigText.Scale(verdict.Word, columns, Math.Min(room - WantedEvents - smallest, Math.Max(smallest, (room + 3) / 2))));
            var left = room - WantedEvents - BigText.Rows(WordScale);
            FigureScale = Math.Max(1, BigText.Scale(verdict.Template, columns, Math.Min(left, BigText.Rows(WordScale))));
            var besides = columns - BigText.Width(verdict.Template, FigureScale) - Gap;
            var smaller = columns - BigText.Width(verdict.Template, FigureScale - 1) - Gap;
            var clock = BigText.Width(ClockTemplate, 1);
            FigureScale -= FigureScale > 1 && besides < clock && smaller >= clock ? 1 : 0;
            besides = columns - BigText.Width(verdict.Template, FigureScale) - Gap;
            ClockScale = BigText.Scale(ClockTemplate, besides, BigText.Rows(FigureScale));
        }
        else
        {
            WordScale = Math.Max(1, BigText.Scale(verdict.Word, columns, Math.Min(room, Math.Max(smallest, (room + 3) / 2))));
            (FigureScale, ClockScale) = (WordScale, 0);
        }

        VerdictRow = WordRow + BigText.Rows(WordScale);
        FigureRow = VerdictRow + 2;
        CaptionRow = FigureRow + (HasFigureBand ? BigText.Rows(FigureScale) : 0);
        BarsRow = CaptionRow + 1;
        var rest = FooterRow - BarsRow;
        RowsPerBar = Math.Clamp((rest - MostEvents) / Bars, 1, MostBars + 1);
        RowsPerBar = RowsPerBar == 1 && rest >= (2 * Bars) + WantedEvents + 2 ? 2 : RowsPerBar;
        EventsRow = BarsRow + (Bars * RowsPerBar);
    }

    /// <summary>The row of the message, -1 for none.</summary>
    internal int MessageRow { get; }

    /// <summary>The first row of the big word.</summary>
    internal int WordRow { get; }

    /// <summary>The scale of the big word.</summary>
    internal int WordScale { get; }

    /// <summary>The first of two rows of verdict in plain letters.</summary>
    internal int VerdictRow { get; }

    /// <summary>The figure has rows of its own; otherwise it stands behind the word, where there is room.</summary>
    internal bool HasFigureBand { get; }

    /// <summary>The first row of the figure.</summary>
    internal int FigureRow { get; }

    /// <summary>The scale of the figure.</summary>
    internal int FigureScale { get; }

    /// <summary>The scale of the clock; 0 where there is no room for it.</summary>
    internal int ClockScale { get; }

    /// <summary>The row that tells what the figure is.</summary>
    internal int CaptionRow { get; }

    /// <summary>The first row of the bars.</summary>
    internal int BarsRow { get; }

    /// <summary>How many bars there are.</summary>
    internal int Bars { get; }

    /// <summary>The rows of a bar, from two on with a blank one below it.</summary>
    internal int RowsPerBar { get; }

    /// <summary>The first row of the events.</summary>
    internal int EventsRow { get; }

    /// <summary>The row of the keys.</summary>
    internal int FooterRow { get; }
}
