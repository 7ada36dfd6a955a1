using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// The line above a table that does not show every pool by itself: by what pools are gathered, which group is shown, what the filter is and
/// how many it lets through. A filter is written in it.
/// </summary>
internal static class ScopeLine
{
    private const string Keys = "Enter keep  Esc drop";
    private const int Gap = 2;

    /// <summary>Narrower screens have room for what is written, and for no count beside it.</summary>
    private const int WidthOfCount = 60;

    internal static bool IsNeeded(UiState state) => state.Prompt is not null || IsGrouped(state) || !state.Filter.IsEmpty;

    /// <summary>Groups are of the table of pools; owners and states are told of all that the filter lets through.</summary>
    private static bool IsGrouped(UiState state) => state is { Screen: ScreenKind.Pools, Group: not GroupKind.Pool };

    /// <summary>Why a table is empty though there are pools.</summary>
    internal static string WhyEmpty(UiState state) => state switch
    {
        { Prompt: not null } => "No pool matches what is written so far.",
        { Within: not null, Filter.IsEmpty: true } => "No pool is in this group any more. Esc leads back to the groups.",
        { Within: not null } => "No pool of this group matches the filter. Esc leads back to the groups.",
        _ => "No pool matches the filter. Esc shows all.",
    };

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
        if (IsGrouped(state))
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

    /// <summary>
    /// The text with its cursor; at the right how many pools it lets through. What is wrong with it stands in the place of the keys, which
    /// has most room.
    /// </summary>
    private static void DrawPrompt(UiState state, CellGrid grid, int row, FilterPrompt prompt)
    {
        const string Label = "filter ";
        grid.Restyle(0, row, grid.Width, (int)Role.Plain);
        var end = grid.Width >= WidthOfCount ? DrawCount(state, grid, row) : grid.Width;
        var pen = new Pen(grid, 1, row, end);
        pen.Text(Label, Role.Key);
        DrawLine(ref pen, prompt, pen.Room - 1);
    }

    /// <summary>As much of the text as has room, the cursor always among it.</summary>
    private static void DrawLine(ref Pen pen, FilterPrompt prompt, int room)
    {
        var (text, cursor) = prompt.Line;
        var start = 0;
        while (start < cursor && TextWidth.Of(text.AsSpan(start, cursor - start)) >= room)
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
        var isWithin = IsGrouped(state) && state.Within is not null;
        if (IsGrouped(state) && !isWithin)
        {
            length = Append(text, state.Groups.Count, state.Groups.Count == 1 ? " group, " : " groups, ");
        }

        length += NumberText.WriteCount(isWithin ? state.Rows.Count : state.Matched.Count, text[length..]);
        if (!state.Filter.IsEmpty || isWithin)
        {
            length += NumberText.WriteText(" of ", text[length..]);
            length += NumberText.WriteCount(all, text[length..]);
        }

        length += NumberText.WriteText(all == 1 ? " pool" : " pools", text[length..]);
        length += NumberText.WriteText(state.Prompt?.Error is null ? string.Empty : " so far", text[length..]);
        var keys = state.Prompt is null ? Esc : Keys;
        var isRoom = grid.Width - length - keys.Length - Gap - 1 >= LeastLeft;
        var start = Math.Max(0, grid.Width - 1 - length - (isRoom ? keys.Length + Gap : 0));
        var pen = new Pen(grid, start, row, grid.Width);
        pen.Text(text[..length], state is { Matched.Count: 0, Filter.IsEmpty: false } ? Role.AtRisk : Role.Title);
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
