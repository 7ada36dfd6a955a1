namespace PortTop.Model;

/// <summary>Words of the machine in commands that people copy: what a shell would read otherwise than as a word is not put there.</summary>
internal static class Shell
{
    /// <summary>The word, or a placeholder where it is none that is safe to paste.</summary>
    internal static string Word(string? word, string placeholder)
        => !string.IsNullOrEmpty(word) && word[0] != '-' && word.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@' or ':' or '/') ? word : placeholder;
}
