using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// A filter that is being written. What it lets through is shown at once; a wrong word is marked, and the last right filter goes on.
/// </summary>
/// <param name="Line">The text so far.</param>
/// <param name="Before">The filter that Esc goes back to.</param>
public sealed record FilterPrompt(LineEdit Line, PoolFilter Before)
{
    /// <summary>What is wrong with the text; null where nothing is.</summary>
    public FilterError? Error { get; init; }

    /// <summary>It was to be kept as it is, with something wrong in it.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The place in the history, counted from the newest; -1 for the text that is being written.</summary>
    public int Place { get; init; } = -1;

    /// <summary>The text that was being written before the history was looked through.</summary>
    public string Draft { get; init; } = string.Empty;
}
