using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.Events;
using PortTop.Tui.Nat;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pages;

/// <summary>A page of text that covers the screen and scrolls: help, ports, events.</summary>
internal static class TextPage
{
    private const int PositionWidth = 25;

    /// <summary>How many lines are shown at once.</summary>
    internal static int PageSize(UiState state) => Math.Max(1, state.Height - 2);

    /// <summary>How many lines there are.</summary>
    internal static int LineCount(UiState state) => Lines(state).Count;

    internal static void Draw(UiState state, CellGrid grid)
    {
        TitleLine.Draw(state, grid);
        var lines = Lines(state);
        for (var i = 0; i < PageSize(state) && state.PageTop + i < lines.Count; i++)
        {
            var line = lines[state.PageTop + i];
            var pen = new Pen(grid, 1, i + 1, grid.Width);
            pen.Text(line.Key, line.KeyRole);
            pen.MoveTo(line.TextColumn);
            pen.Text(line.Text, line.TextRole);
        }

        var row = grid.Height - 1;
        if (lines.Count <= PageSize(state))
        {
            Footer.Draw(state, grid, row);
            return;
        }

        Footer.Draw(state, grid, row, grid.Width - PositionWidth);
        var position = new Pen(grid, grid.Width - PositionWidth, row, grid.Width);
        position.Text("lines ", Role.Muted);
        position.Count(state.PageTop + 1, Role.Muted);
        position.Text(state.Glyphs.Dash, Role.Muted);
        position.Count(Math.Min(state.PageTop + PageSize(state), lines.Count), Role.Muted);
        position.Text(" of ", Role.Muted);
        position.Count(lines.Count, Role.Muted);
    }

    private static IReadOnlyList<PageLine> Lines(UiState state) => state.Page switch
    {
        PageKind.Why => WhyPage.Lines(state),
        PageKind.Chat => ChatPage.Lines(state),
        PageKind.Ports => PortsPage.Lines(state),
        PageKind.Nat => NatPage.Lines(state),
        PageKind.Probe => ProbePage.Lines(state),
        PageKind.Events => EventsPage.Lines(state),
        _ => HelpPage.Lines(state),
    };
}
