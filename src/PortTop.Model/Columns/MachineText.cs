using System.Globalization;
using System.Text;

namespace PortTop.Model;

/// <summary>Text that comes from the machine (host names, process names, file contents) is hostile until cleaned.</summary>
public static class MachineText
{
    /// <summary>
    /// The text with "?" for every character that could move a cursor, end a line, turn the direction of writing or hide.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHarmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            clean.Append(isHarmless ? rune.ToString() : "?");
        }

        return clean.ToString();
    }
}
