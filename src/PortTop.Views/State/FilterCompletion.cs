using PortTop.Model;

namespace PortTop.Views;

/// <summary>Completes the word of a filter that is being written: the name of a field, with the sign that usually follows it.</summary>
internal static class FilterCompletion
{
    /// <summary>The line with its word completed, as far as only one completion, or the beginning of all of them, is possible.</summary>
    internal static LineEdit Complete(LineEdit line)
    {
        var start = line.WordStart;
        start += start < line.Cursor && line.Text[start] == '!' ? 1 : 0;
        var word = line.Text[start..line.Cursor];
        var completions = FilterFields.All.Where(field => field.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(static field => field.Example[..(field.Name.Length + 1)]).ToList();
        return word.Length == 0 || completions.Count == 0 ? line : line.Replace(start, Common(completions));
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
