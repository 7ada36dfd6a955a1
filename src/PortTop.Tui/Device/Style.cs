namespace PortTop.Tui.Device;

/// <summary>How a cell looks.</summary>
/// <param name="Foreground">The colour of the character.</param>
/// <param name="Background">The colour behind it.</param>
/// <param name="Attributes">Bold and the like.</param>
public readonly record struct Style(Color Foreground, Color Background, StyleAttributes Attributes)
{
    private const string Expectation =
        "a style is words such as \"bold #ff5555 on black\": bold, dim, italic, underline, reverse, plain, and colours default, black … white, bright-black … bright-white, 0 … 255, #rrggbb";

    /// <summary>True when a blank in this style looks like a blank of the terminal's own.</summary>
    internal bool IsPlainBlank => Background.IsDefault && (Attributes & (StyleAttributes.Reverse | StyleAttributes.Underline)) == StyleAttributes.None;

    /// <summary>Reads style words: attributes and a colour in any order, "on" before a background.</summary>
    /// <param name="words">The words.</param>
    /// <param name="style">What they say.</param>
    /// <param name="problem">What is wrong with them and what would be right, empty when nothing is.</param>
    public static bool TryParse(string words, out Style style, out string problem)
    {
        style = default;
        problem = string.Empty;
        var isBackground = false;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "on")
            {
                isBackground = true;
            }
            else if (word is "bold" or "dim" or "italic" or "underline" or "reverse")
            {
                style = style with { Attributes = style.Attributes | Enum.Parse<StyleAttributes>(word, ignoreCase: true) };
            }
            else if (Color.TryParse(word, out var color))
            {
                style = isBackground ? style with { Background = color } : style with { Foreground = color };
                isBackground = false;
            }
            else if (word != "plain")
            {
                problem = $"\"{word}\" is neither an attribute nor a colour; {Expectation}";
                return false;
            }
        }

        problem = isBackground ? $"no colour follows \"on\"; {Expectation}" : string.Empty;
        return !isBackground;
    }

    /// <summary>The escape sequence that chooses this style whatever was chosen before (ECMA-48, SGR).</summary>
    internal string ToSequence(ColorDepth depth)
    {
        var attributes = string.Empty;
        attributes += Attributes.HasFlag(StyleAttributes.Bold) ? ";1" : string.Empty;
        attributes += Attributes.HasFlag(StyleAttributes.Dim) ? ";2" : string.Empty;
        attributes += Attributes.HasFlag(StyleAttributes.Italic) ? ";3" : string.Empty;
        attributes += Attributes.HasFlag(StyleAttributes.Underline) ? ";4" : string.Empty;
        attributes += Attributes.HasFlag(StyleAttributes.Reverse) ? ";7" : string.Empty;
        return "\e[" + attributes + Foreground.Parameters(depth, isBackground: false) + Background.Parameters(depth, isBackground: true) + "m";
    }
}
