using PortTop.Model;
using PortTop.Tui.Keys;

namespace PortTop.Tui.State;

/// <summary>The filter and the line that it is written in.</summary>
internal static class Filtering
{
    private const int Remembered = 50;

    /// <summary>Opens the line, with the filter that is in force.</summary>
    internal static UiState Begin(UiState state) => state with
    {
        Page = PageKind.None,
        Screen = state.Screen switch { ScreenKind.Detail => state.Origin, ScreenKind.WarRoom => ScreenKind.Pools, var list => list },
        Opened = null,
        OpenedPool = null,
        Prompt = new FilterPrompt(LineEdit.At(state.Filter.Text), state.Filter),
    };

    /// <summary>Closes the line, with the filter that was before.</summary>
    internal static UiState Drop(UiState state) => state.Prompt is { } prompt ? Apply(state with { Prompt = null }, prompt.Before) : state;

    /// <summary>Shows all pools again.</summary>
    internal static UiState Clear(UiState state) => Apply(state, PoolFilter.All);

    /// <summary>A key while the line is open: each is text, or one of <see cref="PromptKeys"/>.</summary>
    internal static UiState Press(UiState state, FilterPrompt prompt, KeyPress press)
    {
        if (press is { Key: Key.Character, IsControl: false })
        {
            return Write(state, prompt, prompt.Line.Insert(press.Character));
        }

        return PromptKeys.Find(press) switch
        {
            PromptAction.Keep => Keep(state, prompt),
            PromptAction.Drop => Drop(state),
            PromptAction.Older => Recall(state, prompt, prompt.Place + 1),
            PromptAction.Newer => Recall(state, prompt, prompt.Place - 1),
            PromptAction.Complete => Write(state, prompt, FilterCompletion.Complete(prompt.Line)),
            PromptAction.Left => state with { Prompt = prompt with { Line = prompt.Line.Left() } },
            PromptAction.Right => state with { Prompt = prompt with { Line = prompt.Line.Right() } },
            PromptAction.Home => state with { Prompt = prompt with { Line = prompt.Line.Home() } },
            PromptAction.End => state with { Prompt = prompt with { Line = prompt.Line.End() } },
            PromptAction.Backspace when prompt.Line.Text.Length == 0 => Apply(state with { Prompt = null }, PoolFilter.All),
            PromptAction.Backspace => Write(state, prompt, prompt.Line.Backspace()),
            PromptAction.Delete => Write(state, prompt, prompt.Line.Delete()),
            PromptAction.DeleteWord => Write(state, prompt, prompt.Line.DeleteWord()),
            PromptAction.DeleteToStart => Write(state, prompt, prompt.Line.DeleteToStart()),
            PromptAction.Quit => state with { IsQuitting = true },
            _ => state,
        };
    }

    private static UiState Write(UiState state, FilterPrompt prompt, LineEdit line)
        => PoolFilter.TryParse(line.Text, out var filter, out var error)
            ? Apply(state with { Prompt = prompt with { Line = line, Error = null, IsRefused = false, Place = -1 } }, filter)
            : state with { Prompt = prompt with { Line = line, Error = error, IsRefused = false, Place = -1 } };

    /// <summary>A wrong filter is not kept: the line stays open, and says what is wrong.</summary>
    private static UiState Keep(UiState state, FilterPrompt prompt)
    {
        if (prompt.Error is not null)
        {
            return state with { Prompt = prompt with { IsRefused = true } };
        }

        var text = prompt.Line.Text.Trim();
        var history = text.Length == 0 ? state.FilterHistory : [text, .. state.FilterHistory.Where(known => known != text).Take(Remembered - 1)];
        return state with { Prompt = null, FilterHistory = history };
    }

    private static UiState Recall(UiState state, FilterPrompt prompt, int place)
    {
        if (place < -1 || place >= state.FilterHistory.Count)
        {
            return state;
        }

        var draft = prompt.Place < 0 ? prompt.Line.Text : prompt.Draft;
        var written = Write(state, prompt, LineEdit.At(place < 0 ? draft : state.FilterHistory[place]));
        return written with { Prompt = written.Prompt! with { Place = place, Draft = draft } };
    }

    private static UiState Apply(UiState state, PoolFilter filter) => RowSet.Arrange(state with { Filter = filter, Top = 0 });
}
