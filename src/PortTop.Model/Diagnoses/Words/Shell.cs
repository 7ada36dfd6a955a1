namespace PortTop.Model;

/// <summary>Words of the machine in commands that people copy: what a shell would read otherwise than as a word is not put there.</summary>
internal static class Shell
{
    /// <summary>True for a word that is safe to paste.</summary>
    internal static bool IsWord(string word)
        => word.Length > 0 && word[0] != '-' && word.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@' or ':' or '/');
}
