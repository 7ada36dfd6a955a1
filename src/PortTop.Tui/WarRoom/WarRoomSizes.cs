using System.Drawing;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// How large the letters of the war room are, and how many rows its parts have. It goes by the size of the screen, by the word and by
/// the kind of the figure, not by the figure itself: so nothing moves from poll to poll.
/// </summary>
internal readonly record struct WarRoomSizes
{
    /// <summary>The column in which everything begins.</summary>
    internal const int Left = 1;

    /// <summary>The columns between a text at the left and one at the right.</summary>
    internal const int Gap = 1;

    internal const string ClockTemplate = "00:00:00";

    /// <summary>Below line 1 and the line of messages.</summary>
    private const int WordRow = 2;

    private const int MostBars = 5;
    private const int WantedEvents = 2;
    private const int MostEvents = 12;

    /// <summary>The layout of a screen.</summary>
    internal WarRoomSizes(WarRoomVerdict verdict, Size screen)
    {
        var columns = screen.Width - (2 * Left);
        var footerRow = screen.Height - 1;

        // Two rows of verdict in plain letters and the row below the figure are always there.
        var smallest = BigText.Rows(1);
        Bars = Math.Clamp(footerRow - WordRow - 3 - smallest, 1, MostBars);
        var room = footerRow - WordRow - 3 - Bars;
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

        // Below the title, the line of messages, the word, two rows of verdict, the figure and its caption.
        var rest = footerRow - WordRow - WordRows - 2 - FigureRows - 1;
        RowsPerBar = Math.Clamp((rest - MostEvents) / Bars, 1, MostBars + 1);
        RowsPerBar = RowsPerBar == 1 && rest >= (2 * Bars) + WantedEvents + 2 ? 2 : RowsPerBar;
    }

    /// <summary>The scale of the big word.</summary>
    internal int WordScale { get; }

    /// <summary>The rows of the big word.</summary>
    internal int WordRows => BigText.Rows(WordScale);

    /// <summary>The figure has rows of its own; otherwise it stands behind the word, where there is room.</summary>
    internal bool HasFigureBand { get; }

    /// <summary>The rows of the figure.</summary>
    internal int FigureRows => HasFigureBand ? BigText.Rows(FigureScale) : 0;

    /// <summary>The scale of the figure.</summary>
    internal int FigureScale { get; }

    /// <summary>The scale of the clock; 0 where there is no room for it.</summary>
    internal int ClockScale { get; }

    /// <summary>How many bars there are.</summary>
    internal int Bars { get; }

    /// <summary>The rows of a bar, from two on with a blank one below it.</summary>
    internal int RowsPerBar { get; }
}
