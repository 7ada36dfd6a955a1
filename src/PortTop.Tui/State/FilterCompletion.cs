using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// Completes the word of a filter that is being written: the name of a field with the sign that usually follows it, and behind it one of
/// the words that the field takes.
/// </summary>
internal static class FilterCompletion
{
    /// <summary>The line with its word completed, as far as only one completion, or the beginning of all of them, is possible.</summary>
    internal static LineEdit Complete(LineEdit line)
    {
        var start = line.WordStart;
        start += start < line.Cursor && line.Text[start] == '!' ? 1 : 0;
        var colon = line.Text.AsSpan(start, line.Cursor - start).IndexOfAny(':', '=');
        if (colon < 0)
        {
            return Complete(line, start, FilterFields.All.Select(static field => field.Example[..(field.Name.Length + 1)]));
        }

        var field = FilterFields.Find(line.Text.Substring(start, colon));
        var last = line.Text.AsSpan(start + colon + 1, line.Cursor - start - colon - 1).LastIndexOfAny('|', ',') + 1;
        return field is null ? line : Complete(line, start + colon + 1 + last, field.Values);
    }

    private static LineEdit Complete(LineEdit line, int start, IEnumerable<string> candidates)
    {
        var begun = line.Text[start..line.Cursor];
        var completions = candidates.Where(candidate => candidate.StartsWith(begun, StringComparison.OrdinalIgnoreCase)).ToList();
        return begun.Length == 0 || completions.Count == 0 ? line : line.Replace(start, Common(completions));
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
