using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>The filter, and the line that it is written in.</summary>
public static class Filtering
{
    private const int Remembered = 50;

    /// <summary>Opens the line, with the filter that is in force.</summary>
    internal static UiState Begin(UiState state) => state with
    {
        Page = PageKind.None,
        Screen = state.Screen switch { ScreenKind.Detail => state.Origin, ScreenKind.WarRoom => ScreenKind.Pools, var list => list },
        Opened = null,
        OpenedPool = null,
        Prompt = new FilterPrompt(state.Filter.Text, state.Filter),
    };

    /// <summary>Closes the line, with the filter that was before.</summary>
    public static UiState Drop(UiState state) => state.Prompt is { } prompt ? Apply(state with { Prompt = null }, prompt.Before) : state;

    /// <summary>Shows all pools again, and closes the line.</summary>
    public static UiState Clear(UiState state) => Apply(state with { Prompt = null }, PoolFilter.All);

    /// <summary>Something else is written in the line now.</summary>
    public static UiState Write(UiState state, string text)
    {
        if (state.Prompt is not { } prompt || prompt.Text == text)
        {
            return state;
        }

        return PoolFilter.TryParse(text, out var filter, out var error)
            ? Apply(state with { Prompt = prompt with { Text = text, Error = null, IsRefused = false } }, filter)
            : state with { Prompt = prompt with { Text = text, Error = error, IsRefused = false } };
    }

    /// <summary>Closes the line and keeps the filter. A wrong one is not kept: the line stays open, and says what is wrong.</summary>
    public static UiState Keep(UiState state)
    {
        if (state.Prompt is not { } prompt)
        {
            return state;
        }

        if (prompt.Error is not null)
        {
            return state with { Prompt = prompt with { IsRefused = true } };
        }

        var text = prompt.Text.Trim();
        var history = text.Length == 0 ? state.FilterHistory
            : [text, .. state.FilterHistory.Where(known => known != text).Take(Remembered - 1)];
        return state with { Prompt = null, FilterHistory = history };
    }

    private static UiState Apply(UiState state, PoolFilter filter) => UiReducer.Settle(RowSet.Arrange(state with { Filter = filter }));
}
