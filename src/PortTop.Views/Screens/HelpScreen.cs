using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>Help: the keys out of the key map, the columns out of the catalogue, the states, what is not seen, what was wrong with settings.</summary>
internal static class HelpScreen
{
    private const int TextColumn = 17;
    private const int PositionWidth = 19;

    /// <summary>How many lines are shown at once.</summary>
    internal static int PageSize(UiState state) => Math.Max(1, state.Height - 2);

    /// <summary>How many lines there are.</summary>
    internal static int LineCount(UiState state) => Lines(state).Count;

    internal static void Draw(UiState state, CellGrid grid)
    {
        TitleLine.Draw(state, grid);
        var lines = Lines(state);
        for (var i = 0; i < PageSize(state) && state.HelpTop + i < lines.Count; i++)
        {
            var (key, text, role) = lines[state.HelpTop + i];
            var pen = new Pen(grid, 1, i + 1, grid.Width);
            pen.Text(key, role);
            pen.MoveTo(Math.Max(pen.X, TextColumn));
            pen.Text(text);
        }

        if (lines.Count <= PageSize(state))
        {
            Footer.Draw(state, grid, grid.Height - 1);
        }
        else
        {
            Footer.Draw(state, grid, grid.Height - 1, grid.Width - PositionWidth);
            var pen = new Pen(grid, grid.Width - PositionWidth, grid.Height - 1, grid.Width);
            pen.Text("lines ", Role.Muted);
            pen.Count(state.HelpTop + 1, Role.Muted);
            pen.Text(state.Glyphs.Dash, Role.Muted);
            pen.Count(Math.Min(state.HelpTop + PageSize(state), lines.Count), Role.Muted);
            pen.Text(" of ", Role.Muted);
            pen.Count(lines.Count, Role.Muted);
        }
    }

    private static List<(string Key, string Text, Role Role)> Lines(UiState state)
    {
        var lines = new List<(string, string, Role)>();
        Section("Keys", KeyMap.All.Select(static binding => (binding.Names, binding.Meaning)));
        Section("Columns", PoolColumns.All.Select(static column => (column.Header, column.Meaning)));
        Section("States", StateGroup.All.Select(static group => (group.Name, group.Meaning)));
        Section("What is not seen", state.Snapshot?.Source.Unseen.Select(static unseen => (unseen.What, unseen.Why)) ?? []);
        Section("How sockets are read", state.Snapshot is { } snapshot ? snapshot.Source.Notes.Prepend(string.Empty).Select((note, i) => (i == 0 ? snapshot.Source.Collector : string.Empty, note)) : []);
        Section("Wrong in the settings", state.Notices.Select(static notice => (string.Empty, notice)));
        return lines;

        void Section(string title, IEnumerable<(string Key, string Text)> entries)
        {
            var before = lines.Count;
            foreach (var (key, text) in entries)
            {
                AddWrapped(key, text);
            }

            if (lines.Count > before)
            {
                lines.Insert(before, (title, string.Empty, Role.Title));
                lines.Add((string.Empty, string.Empty, Role.Plain));
            }
        }

        // Further lines of a text stand below its first, under the same indent.
        void AddWrapped(string key, string text)
        {
            foreach (var line in Wrap(text, Math.Max(20, state.Width - TextColumn - 1)))
            {
                lines.Add((key, text[line], Role.Key));
                key = string.Empty;
            }
        }
    }

    private static IEnumerable<Range> Wrap(string text, int width)
    {
        var start = 0;
        do
        {
            var end = text.Length;
            if (text.Length - start > width)
            {
                var space = text.LastIndexOf(' ', start + width, width);
                end = space > start ? space : start + width;
            }

            yield return start..end;
            start = end < text.Length && text[end] == ' ' ? end + 1 : end;
        }
        while (start < text.Length);
    }
}
