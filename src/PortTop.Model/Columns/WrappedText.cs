namespace PortTop.Model;

/// <summary>Breaks texts into lines at blanks.</summary>
public static class WrappedText
{
    /// <summary>The parts of a text, each at most <paramref name="width"/> characters; a word that is longer is cut.</summary>
    public static IEnumerable<Range> Wrap(string text, int width)
    {
        var start = 0;
        do
        {
            var end = text.Length;
            if (text.Length - start > width)
            {
                var space = text.LastIndexOf(' ', start + width, width);
                end = space > start ? space : start + width;
            }

            yield return start..end;
            start = end < text.Length && text[end] == ' ' ? end + 1 : end;
        }
        while (start < text.Length);
    }
}
