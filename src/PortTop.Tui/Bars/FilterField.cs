using System.Drawing;
using System.Text;
using PortTop.Tui.Device;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace PortTop.Tui.Bars;

/// <summary>
/// The text field that a filter is written in. It writes and moves as Terminal.Gui's fields do; its keys are those of shells, and what is
/// wrong in the text is marked.
/// </summary>
internal sealed class FilterField : TextField
{
    /// <summary>No filter is longer; what is typed or pasted beyond that is dropped.</summary>
    private const int Longest = 500;

    private readonly Apply _apply;
    private readonly CellGrid _cells = new(1, 1);
    private UiState _state = new();
    private int _recalled = -1;
    private string _draft = string.Empty;

    /// <summary>A field.</summary>
    /// <param name="apply">Takes what is written.</param>
    internal FilterField(Apply apply)
    {
        _apply = apply;
        Height = 1;
        SetScheme(Looks.Scheme);
        KeyBindings.Clear();
        foreach (var binding in PromptKeys.All)
        {
            foreach (var key in CommandOf(binding.Action) is null ? [] : binding.Keys)
            {
                KeyBindings.Add(key, CommandOf(binding.Action)!.Value);
            }
        }

        TextChanged += (_, _) => Take();
    }

    /// <summary>Shows what is written in a state.</summary>
    internal void Show(UiState state)
    {
        _state = state;
        if (state.Prompt is { } prompt && prompt.Text != Text)
        {
            Text = prompt.Text;
            MoveEnd();
        }

        SetNeedsDraw();
    }

    /// <summary>A filter begins to be written.</summary>
    internal void Open()
    {
        (_recalled, _draft) = (-1, string.Empty);
        MoveEnd();
        SetFocus();
    }

    /// <summary>Puts text in at the cursor; what cannot be shown is left out, and what would make it too long.</summary>
    internal void Insert(string text)
    {
        var room = Longest - Text.Length;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isRoom = clean.Length + rune.Utf16SequenceLength <= room;
            clean.Append(Rune.IsControl(rune) || !isRoom ? string.Empty : rune.ToString());
        }

        Replace(CursorAt, CursorAt, clean.ToString());
    }

    /// <summary>The place of the cursor in the text. The field counts characters as they are seen.</summary>
    private int CursorAt => Characters().Take(InsertionPoint).Sum(static character => character.Length);

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        // The cursor is drawn here and not shown by the terminal: it moves by being drawn.
        SetNeedsDraw();
        switch (PromptKeys.Find(key))
        {
            case PromptAction.Keep:
                _apply(Filtering.Keep);
                return true;
            case PromptAction.Drop:
                _apply(Filtering.Drop);
                return true;
            case PromptAction.Quit:
                _apply(static state => state with { IsQuitting = true });
                return true;
            case PromptAction.Backspace when Text.Length == 0:
                _apply(Filtering.Clear);
                return true;
            case PromptAction.Older:
                Recall(_recalled + 1);
                return true;
            case PromptAction.Newer:
                Recall(_recalled - 1);
                return true;
            case PromptAction.Complete:
                var (text, cursor) = FilterCompletion.Complete(Text, CursorAt);
                Write(text, cursor);
                return true;
            case PromptAction.DeleteWord:
                var at = CursorAt;
                Replace(Text.AsSpan(0, at).TrimEnd(' ').LastIndexOf(' ') + 1, at, string.Empty);
                return true;
            case PromptAction.DeleteToStart:
                Replace(0, CursorAt, string.Empty);
                return true;
            case { } action when CommandOf(action) is { } command:
                // With Shift or Alt too.
                return InvokeCommand(command) ?? true;
            case null when key is { IsCtrl: false, IsAlt: false } && key.AsRune is { Value: >= ' ' } rune && !Rune.IsControl(rune):
                Insert(rune.ToString());
                return true;
            default:
                return base.OnKeyDown(key);
        }
    }

    /// <summary>A stock field selects all of its text, and has a menu, which no help names.</summary>
    protected override void OnHasFocusChanged(bool newHasFocus, View? previousFocusedView, View? focusedView) => SetNeedsDraw();

    /// <summary>As much of the text as has room, the cursor always among it.</summary>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        if (App?.Driver is not { } driver || Viewport.Width < 1)
        {
            return true;
        }

        _cells.Resize(Viewport.Width, 1);
        var pen = new Pen(_cells, 0, 0, _cells.Width);
        var (text, cursor, room) = (Text, CursorAt, _cells.Width - 1);
        var start = 0;
        while (start < cursor && TextWidth.Of(text.AsSpan(start, cursor - start)) >= room)
        {
            start += char.IsHighSurrogate(text[start]) ? 2 : 1;
        }

        for (var i = start; i < text.Length && pen.X < room;)
        {
            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            pen.Text(text.AsSpan(i, length), i == cursor ? Role.Selected : IsWrong(i) ? Role.Full : Role.Plain);
            i += length;
        }

        pen.Text(cursor == text.Length ? " " : string.Empty, Role.Selected);
        CellView.Put(_cells, driver.GetOutputBuffer(), ViewportToScreen(Point.Empty));
        return true;
    }

    private static Command? CommandOf(PromptAction action) => action switch
    {
        PromptAction.Left => Command.Left,
        PromptAction.Right => Command.Right,
        PromptAction.Home => Command.LeftStart,
        PromptAction.End => Command.RightEnd,
        PromptAction.Backspace => Command.DeleteCharLeft,
        PromptAction.Delete => Command.DeleteCharRight,
        _ => null,
    };

    private bool IsWrong(int place)
        => _state.Prompt?.Error is { } error && place >= error.Position && place < error.Position + error.Length;

    private IEnumerable<string> Characters()
    {
        var elements = System.Globalization.StringInfo.GetTextElementEnumerator(Text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }

    private void Replace(int start, int end, string by)
        => Write(string.Concat(Text.AsSpan(0, start), by, Text.AsSpan(end)), start + by.Length);

    private void Write(string text, int cursor)
    {
        Text = text;
        var place = 0;
        for (var length = 0; place < text.Length && length < Math.Min(cursor, text.Length); place++)
        {
            length += System.Globalization.StringInfo.GetNextTextElementLength(text, length);
        }

        InsertionPoint = place;
        SetNeedsDraw();
    }

    private void Take()
    {
        // No key takes a change back, and what is kept for that would grow for as long as somebody types.
        ClearHistoryChanges();
        var text = Text;
        _recalled = text == (_recalled < 0 ? text : _state.FilterHistory[_recalled]) ? _recalled : -1;
        _apply(state => Filtering.Write(state, text));
    }

    /// <summary>An older or a newer filter; at last what was being written before.</summary>
    private void Recall(int place)
    {
        if (place < -1 || place >= _state.FilterHistory.Count)
        {
            return;
        }

        _draft = _recalled < 0 ? Text : _draft;
        _recalled = place;
        var text = place < 0 ? _draft : _state.FilterHistory[place];
        Write(text, text.Length);
    }
}
