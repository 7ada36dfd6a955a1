using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Bars;

/// <summary>
/// The line above a table that does not show every pool by itself: by what pools are gathered, which group is shown, what the filter is and
/// how many it lets through. A filter is written in it.
/// </summary>
/// <param name="apply">Takes the filter that is written.</param>
internal sealed class FilterBar(Apply apply) : StateView
{
    private const string Label = "filter ";
    private const string Keys = "Enter keep  Esc drop";
    private const string Esc = "Esc back";
    private const int Gap = 2;

    /// <summary>So many columns are left for what is filtered by.</summary>
    private const int LeastLeft = 30;

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
        { Filter.SourcePorts.Count: > 0 } => "No pool has a socket on it. i tells who has the port, Esc shows all.",
        _ => "No pool matches the filter. Esc shows all.",
    };

    /// <summary>The field, while a filter is written; null before the first.</summary>
    internal FilterField? Field { get; private set; }

    /// <inheritdoc/>
    protected override int Rows => IsNeeded(State) ? 1 : 0;

    /// <inheritdoc/>
    protected override void Renew()
    {
        if (State.Prompt is null)
        {
            if (Field is { Visible: true })
            {
                Field.Visible = false;
                CanFocus = false;
                SuperView?.SetFocus();
            }

            return;
        }

        if (Field is null)
        {
            Field = new FilterField(apply) { X = 1 + Label.Length, Width = Dim.Func(_ => FieldWidth()), Visible = false };
            Add(Field);
        }

        Field.Show(State);
        if (Field.Frame.Width != FieldWidth())
        {
            SetNeedsLayout();
        }

        if (!Field.Visible)
        {
            CanFocus = true;
            Field.Visible = true;
            Field.Open();
        }
    }

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        if (State.Prompt is not null)
        {
            new Pen(cells, 1, 0, cells.Width).Text(Label, Role.Key);
            DrawCount(State, cells, 0, cells.Width < WidthOfCount);
            return;
        }

        Draw(State, cells, 0);
    }

    private int FieldWidth()
    {
        Span<char> text = stackalloc char[64];
        var width = ScreenSize.Width;
        return Math.Max(1, (width >= WidthOfCount ? StartOfCount(State, width, WriteCount(State, text)) - Gap : width) - 1 - Label.Length);
    }

    private static void Draw(UiState state, CellGrid grid, int row)
    {
        var end = DrawCount(state, grid, row, isHidden: false);
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

    /// <summary>At the right: 12 of 312 pools, and the keys. Returns where it begins.</summary>
    private static int DrawCount(UiState state, CellGrid grid, int row, bool isHidden)
    {
        Span<char> text = stackalloc char[64];
        var length = WriteCount(state, text);
        var start = StartOfCount(state, grid.Width, length);
        if (!isHidden)
        {
            var pen = new Pen(grid, start, row, grid.Width);
            pen.Text(text[..length], state is { Matched.Count: 0, Filter.IsEmpty: false } ? Role.AtRisk : Role.Title);
            pen.Skip(Gap);
            pen.Text(HasKeys(state, grid.Width, length) ? KeysOf(state) : string.Empty, Role.Muted);
        }

        return start - Gap;
    }

    private static string KeysOf(UiState state) => state.Prompt is null ? Esc : Keys;

    private static bool HasKeys(UiState state, int width, int count) => width - count - KeysOf(state).Length - Gap - 1 >= LeastLeft;

    private static int StartOfCount(UiState state, int width, int count)
        => Math.Max(0, width - 1 - count - (HasKeys(state, width, count) ? KeysOf(state).Length + Gap : 0));

    private static int WriteCount(UiState state, Span<char> text)
    {
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
        return length + NumberText.WriteText(state.Prompt?.Error is null ? string.Empty : " so far", text[length..]);
    }

    private static int Append(Span<char> text, int count, string word)
    {
        var length = NumberText.WriteCount(count, text);
        return length + NumberText.WriteText(word, text[length..]);
    }
}
