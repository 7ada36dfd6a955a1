using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>
/// Who is in which state: the TCP states with their course, and below them who has most sockets in the selected one, towards where, and for
/// how long.
/// </summary>
internal static class StatesScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new StatesScreenLayout(state);
        TitleLine.Draw(state, grid);
        Verdict.Draw(state, grid, 1);
        MessageLine.Draw(state, grid, layout.MessageRow);
        ScopeLine.Draw(state, grid, layout.ScopeRow);
        StatesTable.Draw(state, grid, layout);
        DrawRule(state, grid, layout);
        LeadersTable.Draw(state, grid, layout);
        if (layout.NoteRow >= 0)
        {
            var pen = new Pen(grid, 1, layout.NoteRow, grid.Width);
            DrawNote(ref pen, state);
        }

        Footer.Draw(state, grid, layout.FooterRow);
    }

    private static void DrawRule(UiState state, CellGrid grid, StatesScreenLayout layout)
    {
        grid.Fill(0, layout.RuleRow, grid.Width, state.Glyphs.Rule, (int)Role.Muted);
        if (state.States.Row >= state.StateSheet.Rows.Count)
        {
            return;
        }

        var row = state.StateSheet.Rows[state.States.Row];
        var pen = new Pen(grid, 2, layout.RuleRow, grid.Width - 2);
        pen.Text(" ");
        pen.Text(row.Name, Role.Title);
        pen.Text(": ", Role.Muted);
        pen.Clipped(row.Meaning, Role.Muted, state.Glyphs);
        pen.Text(" ");
    }

    /// <summary>What <c>ss</c> would count and this does not.</summary>
    private static void DrawNote(ref Pen pen, UiState state)
    {
        pen.Text("TCP that connect() chose a port for. Not counted: accepted connections, UDP", Role.Muted);
        if (state.Snapshot?.Outside is { Sockets: > 0 and var outside } && pen.Room > 24)
        {
            pen.Text(", ", Role.Muted);
            pen.Count(outside, Role.Muted);
            pen.Text(" outside the range", Role.Muted);
        }
    }
}
