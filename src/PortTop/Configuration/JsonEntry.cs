namespace PortTop.Configuration;

/// <summary>One line of a flat JSON file: a key and its value as text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as text; null where it is an object, an array or null.</param>
/// <param name="Line">The line of the key, from 1.</param>
internal sealed record JsonEntry(string Key, string? Value, int Line)
{
    /// <summary>The texts of an array, with their lines, null for each that is none; null where the value is no array.</summary>
    internal IReadOnlyList<(string? Text, int Line)>? Items { get; init; }

    /// <summary>
    /// The keys and texts of an object, with their lines, a text null where it is none; null where the value is no object.
    /// </summary>
    internal IReadOnlyList<(string Key, string? Text, int Line)>? Pairs { get; init; }
}
