using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// A filter that is being written. What it lets through is shown at once; a wrong word is marked, and the last right filter goes on.
/// </summary>
/// <param name="Text">The text so far.</param>
/// <param name="Before">The filter that Esc goes back to.</param>
public sealed record FilterPrompt(string Text, PoolFilter Before)
{
    /// <summary>What is wrong with the text; null where nothing is.</summary>
    public FilterError? Error { get; init; }

    /// <summary>It was to be kept as it is, with something wrong in it.</summary>
    public bool IsRefused { get; init; }
}
