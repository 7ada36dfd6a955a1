using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// The line that says what must not be missed: a failed poll, a pause, a wrong setting, a collector that is not the usual one, a stretched
/// interval. It is always there, and blank where there is nothing to say: a message moves nothing below it.
/// </summary>
internal sealed class MessageBar : StateView
{
    private const int More = 18;

    /// <summary>It is the message of a screen that looks as old as it is.</summary>
    internal bool IsMuted { get; set; }

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Draw(State, cells, 0);
        if (IsMuted)
        {
            cells.Restyle(0, 0, cells.Width, (int)Role.Muted);
        }
    }

    private static void Draw(UiState state, CellGrid grid, int row)
    {
        var pen = new Pen(grid, 0, row, grid.Width);
        if (state.IsPast)
        {
            DrawPast(ref pen, state);
        }
        else if (state.IsPaused)
        {
            pen.Text(" PAUSED at ", Role.Banner);
            pen.Clock(state.PausedAt, state.IsLocalTime, Role.Banner);
            pen.Text(": nothing is read. Space goes on. ", Role.Banner);
            pen.Clipped(state.Trouble is null ? string.Empty : "The last poll failed: " + state.Trouble.Reason, Role.Banner, state.Glyphs);
            pen.Fill(' ', pen.Room, Role.Banner);
        }
        else if (state.Trouble is { } trouble)
        {
            DrawTrouble(ref pen, state, trouble);
        }
        else if (HasNotice(state))
        {
            // That there are more is said however long the first one is.
            var isMore = state.Notices.Count > 1;
            var first = new Pen(grid, 0, row, grid.Width - (isMore ? More : 0));
            first.Text(" ! ", Role.Notice);
            first.Clipped(state.Notices[0], Role.Notice, state.Glyphs);
            pen.MoveTo(first.X);
            if (isMore)
            {
                pen.Text(" (and ", Role.Notice);
                pen.Count(state.Notices.Count - 1, Role.Notice);
                pen.Text(" more: ?)", Role.Notice);
            }
        }
        else if (NearLimit(state) is { } owner)
        {
            DrawLimit(ref pen, state, owner);
        }
        else if (state.Snapshot is { Source.Notes: [var note, ..] })
        {
            pen.Text(" ! ", Role.Notice);
            pen.Clipped(note, Role.Notice, state.Glyphs);
        }
        else if (state.Snapshot is { } snapshot && snapshot.Interval > snapshot.WantedInterval)
        {
            DrawStretched(ref pen, state);
        }
    }

    private static void DrawPast(ref Pen pen, UiState state)
    {
        pen.Text(" THE PAST: ", Role.Banner);
        pen.Clock(state.Snapshot!.Time, state.IsLocalTime, Role.Banner);
        pen.Text(", ", Role.Banner);
        pen.Duration(state.Now - state.Snapshot.Time, Role.Banner);
        pen.Clipped(" ago. Esc now  , . a poll  < > a minute ", Role.Banner, state.Glyphs);
        pen.Fill(' ', pen.Room, Role.Banner);
    }

    private static bool HasNotice(UiState state) => state.AreNoticesShown && state.Notices.Count > 0;

    /// <summary>The first owner who has no descriptor left, otherwise the first whose descriptors run out; null for none.</summary>
    private static OwnerSample? NearLimit(UiState state)
    {
        var owners = state.Snapshot?.Owners.Owners ?? [];
        OwnerSample? near = null;
        for (var i = 0; i < owners.Count; i++)
        {
            if (owners[i].Descriptors is { IsFull: true })
            {
                return owners[i];
            }

            near ??= owners[i].Descriptors is { IsNear: true } ? owners[i] : null;
        }

        return near;
    }

    private static void DrawLimit(ref Pen pen, UiState state, OwnerSample owner)
    {
        Span<char> text = stackalloc char[48];
        pen.Text(" ! ", Role.AtRisk);
        pen.Owner(owner.Owner, Role.AtRisk, state.Glyphs);
        var isFull = owner.Descriptors is { IsFull: true };
        pen.Text(isFull ? " EMFILE: " : " near EMFILE: ", isFull ? Role.Full : Role.AtRisk);
        pen.Text(text[..DescriptorText.Write(owner.Descriptors, text)], Role.AtRisk);
        pen.Clipped(isFull ? " descriptors, socket() and accept() fail now" : " descriptors", Role.AtRisk, state.Glyphs);
    }

    private static void DrawTrouble(ref Pen pen, UiState state, Trouble trouble)
    {
        pen.Text(" POLL FAILED, next try in ", Role.Banner);
        pen.Duration(trouble.NextTry - state.Now, Role.Banner);
        if (state.Snapshot is { } snapshot)
        {
            pen.Text(", shown is ", Role.Banner);
            pen.Duration(state.Now - snapshot.Time, Role.Banner);
            pen.Text(" old", Role.Banner);
        }

        pen.Text(": ", Role.Banner);
        pen.Clipped(trouble.Reason, Role.Banner, state.Glyphs);
        pen.Fill(' ', pen.Room, Role.Banner);
    }

    private static void DrawStretched(ref Pen pen, UiState state)
    {
        var snapshot = state.Snapshot!;
        pen.Text(" Polls every ", Role.Notice);
        pen.Number(snapshot.Interval.TotalSeconds, "0.#", Role.Notice);
        pen.Text(" s and not ", Role.Notice);
        pen.Number(snapshot.WantedInterval.TotalSeconds, "0.#", Role.Notice);
        pen.Clipped(" s, to keep the budget of processor time", Role.Notice, state.Glyphs);
    }
}
