namespace PortTop.Model;

/// <summary>What is wrong with the text of a filter, and where.</summary>
/// <param name="Position">The first character that is wrong, from 0; it lies in the text.</param>
/// <param name="Length">How many characters are wrong, at least 1; all lie in the text.</param>
/// <param name="Message">What is wrong and what would be right. It quotes the text as it was given: clean it before it is shown.</param>
public sealed record FilterError(int Position, int Length, string Message)
{
    /// <summary>The line that stands below the text and points at what is wrong: "     ^^^^".</summary>
    public string Pointer => new string(' ', Position) + new string('^', Length);
}
