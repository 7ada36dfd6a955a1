using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>Collects the lines of a page, in sections, wrapped to the width of the screen.</summary>
/// <param name="width">The width of the screen.</param>
internal sealed class PageLines(int width)
{
    /// <summary>Where texts begin, unless a section says otherwise.</summary>
    private const int UsualColumn = 17;

    private const int NarrowestText = 20;

    private readonly List<PageLine> _lines = [];

    /// <summary>The lines so far.</summary>
    internal IReadOnlyList<PageLine> All => _lines;

    /// <summary>Adds a section; one without entries is left out.</summary>
    internal void Section(string title, IEnumerable<(string Key, string Text)> entries)
        => Section(title, entries.Select(static entry => (entry.Key, entry.Text, Role.Plain)));

    /// <summary>Adds a section whose texts have looks, and perhaps a column, of their own.</summary>
    internal void Section(string title, IEnumerable<(string Key, string Text, Role Role)> entries, int column = UsualColumn)
    {
        var before = _lines.Count;
        foreach (var (key, text, role) in entries)
        {
            AddWrapped(key, text, role, column);
        }

        if (_lines.Count > before)
        {
            _lines.Insert(before, new PageLine(title, string.Empty, Role.Title, Role.Plain, column));
            _lines.Add(new PageLine(string.Empty, string.Empty, Role.Plain, Role.Plain, column));
        }
    }

    /// <summary>
    /// Further lines of a text stand below its first, under the same indent; a word longer than its column pushes its text to the right.
    /// </summary>
    private void AddWrapped(string key, string text, Role role, int column)
    {
        var start = Math.Max(column, key.Length + 2);
        foreach (var line in WrappedText.Wrap(text, Math.Max(NarrowestText, width - start - 1)))
        {
            _lines.Add(new PageLine(key, text[line], Role.Key, role, start));
            key = string.Empty;
        }
    }
}
