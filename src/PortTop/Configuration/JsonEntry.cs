namespace PortTop.Configuration;

/// <summary>One line of a flat JSON file: a key and its value as text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as text; null where it is an object, an array or null, which no setting is.</param>
/// <param name="Line">The line of the key, from 1.</param>
internal sealed record JsonEntry(string Key, string? Value, int Line);
