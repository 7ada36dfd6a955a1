using System.Globalization;
using PortTop.Model;

namespace PortTop.Tui.Detail;

/// <summary>Numbers for the lines of enlarged panels.</summary>
internal static class PanelWords
{
    /// <summary>Whatever the culture of the machine.</summary>
    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A count in a column of its own, and what it is.</summary>
    internal static string Count(int count, string what) => Text($"{count,7:N0}  {what}");

    /// <summary>"1m15s".</summary>
    internal static string Duration(double seconds)
    {
        Span<char> text = stackalloc char[24];
        return text[..DurationText.Write(TimeSpan.FromSeconds(seconds), text)].ToString();
    }

    /// <summary>"610/s", "?/s" where it is not known.</summary>
    internal static string Rate(double? perSecond)
    {
        Span<char> text = stackalloc char[24];
        return text[..NumberText.WriteRate(perSecond, text)].ToString() + "/s";
    }

    /// <summary>"71%".</summary>
    internal static string Share(double ratio)
    {
        Span<char> text = stackalloc char[8];
        return text[..NumberText.WriteShare(ratio, text)].ToString();
    }
}
