using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// Completes the word of a filter that is being written: the name of a field with the sign that usually follows it, and behind it one of
/// the words that the field takes.
/// </summary>
internal static class FilterCompletion
{
    /// <summary>
    /// The text with the word before the cursor completed, as far as only one completion, or the beginning of all of them, is possible.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The place of the cursor in it.</param>
    /// <returns>The text, and the place of the cursor behind what was completed.</returns>
    internal static (string Text, int Cursor) Complete(string text, int cursor)
    {
        var start = text.AsSpan(0, cursor).LastIndexOf(' ') + 1;
        start += start < cursor && text[start] == '!' ? 1 : 0;
        var colon = text.AsSpan(start, cursor - start).IndexOfAny(':', '=');
        if (colon < 0)
        {
            return Complete(text, cursor, start, FilterFields.All.Select(static field => field.Beginning));
        }

        var field = FilterFields.Find(text.Substring(start, colon));
        var last = text.AsSpan(start + colon + 1, cursor - start - colon - 1).LastIndexOfAny('|', ',') + 1;
        return field is null ? (text, cursor) : Complete(text, cursor, start + colon + 1 + last, field.Values);
    }

    private static (string Text, int Cursor) Complete(string text, int cursor, int start, IEnumerable<string> candidates)
    {
        var begun = text[start..cursor];
        var completions = candidates.Where(candidate => candidate.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToList();
        if (begun.Length == 0 || completions.Count == 0)
        {
            return (text, cursor);
        }

        var common = Common(completions);
        return (string.Concat(text.AsSpan(0, start), common, text.AsSpan(cursor)), start + common.Length);
    }

    private static string Common(List<string> texts)
    {
        var length = texts[0].Length;
        foreach (var text in texts)
        {
            length = Math.Min(length, text.AsSpan().CommonPrefixLength(texts[0]));
        }

        return texts[0][..length];
    }
}
