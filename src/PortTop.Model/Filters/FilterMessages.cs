namespace PortTop.Model;

/// <summary>What is said of several kinds of mistakes in a filter.</summary>
internal static class FilterMessages
{
    /// <summary>Of a field that is no figure.</summary>
    internal const string NoComparison = "only figures can be compared; : or = goes here";

    /// <summary>
    /// "did you mean …?" where a word is near to a known one; null where none is. Of one or two letters everything would be.
    /// </summary>
    internal static string? DidYouMean(string wrong, IEnumerable<string> known)
        => wrong.Length > 2 && SettingDefinition.Nearest(wrong, known) is { } nearest ? $"\"{wrong}\" is not known; did you mean {nearest}?" : null;
}
