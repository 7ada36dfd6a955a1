using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The line above a table that does not show every pool by itself: by what pools are gathered, which group is shown, what the filter is and how many it lets through. A filter is written in it.</summary>
internal static class ScopeLine
{
    private const string Keys = "Enter keep  Esc drop";
    private const int Gap = 2;

    internal static bool IsNeeded(UiState state) => state.Prompt is not null || state.Group != GroupKind.Pool || !state.Filter.IsEmpty;

    internal static void Draw(UiState state, CellGrid grid, int row)
    {
        if (row < 0)
        {
            return;
        }

        if (state.Prompt is { } prompt)
        {
            DrawPrompt(state, grid, row, prompt);
            return;
        }

        var end = DrawCount(state, grid, row);
        var pen = new Pen(grid, 1, row, end);
        if (state.Group != GroupKind.Pool && state.Screen == ScreenKind.Pools)
        {
            pen.Text("by ", Role.Muted);
            pen.Text(PoolGroups.Describe(state.Group), Role.Notice);
            if (state.Within is { } group)
            {
                pen.Text(" ", Role.Muted);
                pen.Text(state.Glyphs.Crumb, Role.Muted);
                pen.Text(" ", Role.Muted);
                pen.Clipped(group.Name, Role.Notice, state.Glyphs);
            }

            pen.Skip(Gap);
        }

        if (!state.Filter.IsEmpty)
        {
            pen.Text("filter ", Role.Muted);
            pen.Clipped(state.Filter.Text, Role.Notice, state.Glyphs);
        }
    }

    /// <summary>The text with its cursor; behind it what is wrong with it, or how many pools it lets through.</summary>
    private static void DrawPrompt(UiState state, CellGrid grid, int row, FilterPrompt prompt)
    {
        const string Label = "filter ";
        grid.Restyle(0, row, grid.Width, (int)Role.Plain);
        var end = prompt.Error is null ? DrawCount(state, grid, row) : grid.Width;
        var pen = new Pen(grid, 1, row, end);
        pen.Text(Label, Role.Key);
        var room = prompt.Error is { Message: var message } ? Math.Min(TextWidth.Of(prompt.Line.Text) + 1, Math.Max(pen.Room / 2, pen.Room - message.Length - Gap)) : pen.Room - 1;
        DrawLine(ref pen, prompt, Math.Min(room, pen.Room));
        if (prompt.Error is { } error)
        {
            pen.Skip(Gap);
            pen.Clipped(error.Message, Role.AtRisk, state.Glyphs);
        }
    }

    /// <summary>As much of the text as has room, the cursor always among it.</summary>
    private static void DrawLine(ref Pen pen, FilterPrompt prompt, int room)
    {
        var (text, cursor) = prompt.Line;
        var start = 0;
        while (TextWidth.Of(text.AsSpan(start, cursor - start)) >= room)
        {
            start += char.IsHighSurrogate(text[start]) ? 2 : 1;
        }

        var end = pen.X + room;
        for (var i = start; i < text.Length && pen.X < end;)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            pen.Text(text.AsSpan(i, length), i == cursor ? Role.Selected : IsWrong(prompt, i) ? Role.Full : Role.Plain);
            i += length;
        }

        if (cursor == text.Length)
        {
            pen.Text(" ", Role.Selected);
        }
    }

    private static bool IsWrong(FilterPrompt prompt, int place) => prompt.Error is { } error && place >= error.Position && place < error.Position + error.Length;

    /// <summary>At the right: 12 of 312 pools, and the keys. Returns where it begins.</summary>
    private static int DrawCount(UiState state, CellGrid grid, int row)
    {
        const string Esc = "Esc back";
        const int LeastLeft = 30;
        Span<char> text = stackalloc char[64];
        var all = state.Snapshot?.Pools.Count ?? 0;
        var length = 0;
        if (state.Within is null && state is { Group: not GroupKind.Pool, Screen: ScreenKind.Pools })
        {
            length = Append(text, state.Groups.Count, state.Groups.Count == 1 ? " group, " : " groups, ");
        }

        length += NumberText.WriteCount(state.Within is null ? state.Matched : state.Rows.Count, text[length..]);
        if (!state.Filter.IsEmpty || state.Within is not null)
        {
            length += NumberText.WriteText(" of ", text[length..]);
            length += NumberText.WriteCount(all, text[length..]);
        }

        length += NumberText.WriteText(all == 1 ? " pool" : " pools", text[length..]);
        var keys = state.Prompt is null ? Esc : Keys;
        var isRoom = grid.Width - length - keys.Length - Gap - 1 >= LeastLeft;
        var start = Math.Max(0, grid.Width - 1 - length - (isRoom ? keys.Length + Gap : 0));
        var pen = new Pen(grid, start, row, grid.Width);
        pen.Text(text[..length], state is { Matched: 0, Filter.IsEmpty: false } ? Role.AtRisk : Role.Title);
        pen.Skip(Gap);
        pen.Text(isRoom ? keys : string.Empty, Role.Muted);
        return start - Gap;
    }

    private static int Append(Span<char> text, int count, string word)
    {
        var length = NumberText.WriteCount(count, text);
        return length + NumberText.WriteText(word, text[length..]);
    }
}
