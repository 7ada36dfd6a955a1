using System.Text;

namespace PortTop.Manual;

/// <summary>Writes a page of the manual with the macros of man(7).</summary>
internal sealed class Roff
{
    private readonly StringBuilder _text = new();
    private bool _isFresh;

    /// <summary>Begins a page.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="section">The section of the manual, 1 for programs and 5 for files.</param>
    /// <param name="summary">What it is about, in a line.</param>
    internal Roff(string name, int section, string summary)
    {
        // No date: the same sources make the same bytes.
        var source = Argument("porttop " + ProgramVersion.Text);
        Line($".TH {Argument(name.ToUpperInvariant())} {section} \"\" {source} {Argument("User Commands")}");
        Section("NAME");
        Line($"{Escape(name)} \\- {Escape(summary)}");
    }

    /// <summary>Begins a section.</summary>
    internal void Section(string title) => Begin($".SH {Argument(title)}");

    /// <summary>Begins a part of a section.</summary>
    internal void Part(string title) => Begin($".SS {Argument(title)}");

    /// <summary>Writes a paragraph. Words between backquotes are set in bold.</summary>
    internal void Paragraph(string text)
    {
        Space();
        Text(text);
    }

    /// <summary>Writes a term in bold, and what it means.</summary>
    internal void Term(string term, string meaning)
    {
        Line(".TP");
        Line($".B {Argument(term)}");
        Text(meaning);
    }

    /// <summary>Writes a term that carries its own fonts: parts in bold, and parts in italics for what is put in their place.</summary>
    internal void Term(IEnumerable<(string Text, bool IsValue)> parts, string meaning)
    {
        Line(".TP");
        Line(Fonts(parts));
        Text(meaning);
    }

    /// <summary>Writes a line of a synopsis.</summary>
    internal void Synopsis(IEnumerable<(string Text, bool IsValue)> parts)
    {
        Space();
        Line(Fonts(parts));
    }

    /// <summary>Writes lines as they are.</summary>
    internal void Example(params string[] lines)
    {
        Space();
        Line(".RS 4");
        Line(".nf");
        foreach (var line in lines)
        {
            Line(Guard(Escape(line)));
        }

        Line(".fi");
        Line(".RE");
    }

    /// <summary>A description in a line, as help has them, as a sentence.</summary>
    internal static string Sentence(string text)
    {
        var sentence = text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
        return sentence.EndsWith('.') ? sentence : sentence + ".";
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Fonts(IEnumerable<(string Text, bool IsValue)> parts)
        => Guard(string.Concat(parts.Select(static part => $"\\f{(part.IsValue ? 'I' : 'B')}{Escape(part.Text)}\\fR")));

    private static string Argument(string text) => $"\"{Escape(text).Replace("\"", "\\(dq", StringComparison.Ordinal)}\"";

    private static string Escape(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal)
        .Replace("^", "\\(ha", StringComparison.Ordinal)
        .Replace("~", "\\(ti", StringComparison.Ordinal);

    /// <summary>A line that begins with a dot would be a request.</summary>
    private static string Guard(string line) => line.StartsWith('.') ? "\\&" + line : line;

    private void Text(string text)
    {
        var parts = text.Split('`');
        Line(Guard(string.Concat(parts.Select(static (part, i) => i % 2 == 0 ? Escape(part) : $"\\fB{Escape(part)}\\fR"))));
    }

    private void Begin(string heading)
    {
        Line(heading);
        _isFresh = true;
    }

    /// <summary>Between paragraphs; below a heading there is space enough.</summary>
    private void Space()
    {
        if (!_isFresh)
        {
            Line(".PP");
        }
    }

    private void Line(string line)
    {
        _text.Append(line).Append('\n');
        _isFresh = false;
    }
}
