using System.IO.Enumeration;

namespace PortTop.Model;

/// <summary>A text that is looked for, upper and lower case alike.</summary>
/// <param name="Text">The text; * stands for any characters where <paramref name="IsGlob"/>.</param>
/// <param name="IsWhole">It is all of the text that is looked at, not only a part of it.</param>
/// <param name="IsGlob">It has a *, and so is all of the text too.</param>
internal readonly record struct TextPattern(string Text, bool IsWhole, bool IsGlob)
{
    /// <summary>What : or = and a value ask for.</summary>
    internal static TextPattern Of(string value, FilterOperator comparison)
        => new(value, comparison == FilterOperator.Equal, comparison == FilterOperator.Has && value.Contains('*', StringComparison.Ordinal));

    /// <summary>True when it is found in <paramref name="text"/>.</summary>
    internal bool Fits(ReadOnlySpan<char> text)
        => IsGlob ? FileSystemName.MatchesSimpleExpression(Text, text)
            : IsWhole ? text.Equals(Text, StringComparison.OrdinalIgnoreCase)
            : text.Contains(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>True when it is this number, as it is written.</summary>
    internal bool Is(long number)
    {
        Span<char> digits = stackalloc char[20];
        return number.TryFormat(digits, out var length, default, System.Globalization.CultureInfo.InvariantCulture) && digits[..length].SequenceEqual(Text);
    }
}
