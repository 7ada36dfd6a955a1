using System.Text;
using System.Text.Json;

namespace PortTop.Configuration;

/// <summary>
/// Reads a JSON file that is one object of plain values, lists of texts and objects of texts, and knows the line of each, which the usual
/// readers forget.
/// </summary>
internal static class FlatJson
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>
    /// Reads the entries; those before a mistake in the syntax are kept, the mistake goes to <paramref name="problems"/> with its line.
    /// </summary>
    internal static List<JsonEntry> Read(ReadOnlySpan<byte> utf8, string name, ICollection<string> problems)
    {
        var entries = new List<JsonEntry>();
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            problems.Add($"{name}:1: the file is empty; a file of settings is one JSON object, {{ \"name\": value, ... }}");
            return entries;
        }

        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problems.Add($"{name}:1: a file of settings is one JSON object, {{ \"name\": value, ... }}");
                return entries;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                var line = LineOf(ref reader, utf8);
                if (!lines.TryAdd(key, line))
                {
                    problems.Add($"{name}:{line}: \"{Model.MachineText.Clean(key)}\" stands in line {lines[key]} already; the last one counts");
                }

                reader.Read();
                Add(key, line, ref reader, utf8, entries);
            }

            // Reads on to the end, so that what follows the object is noticed too.
            while (reader.Read())
            {
            }
        }
        catch (JsonException problem)
        {
            var message = problem.Message.Split(" LineNumber:")[0];
            problems.Add($"{name}:{problem.LineNumber + 1}: not JSON: {message} What stands before it counts.");
        }

        catch (InvalidOperationException)
        {
            // A text that is bytes of another encoding, or half a character as an escape: its place is the token's.
            problems.Add($"{name}:{LineOf(ref reader, utf8)}: a text that is no UTF-8, or half a character (\\ud800): save the file as UTF-8. What stands before it counts.");
        }

        return entries;
    }

    private static int LineOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) => 1 + utf8[..(int)reader.TokenStartIndex].Count((byte)'\n');

    /// <summary>Adds an entry before its values are read: those before a mistake count.</summary>
    private static void Add(string key, int line, ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, List<JsonEntry> entries)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var items = new List<(string? Text, int Line)>();
            entries.Add(new JsonEntry(key, null, line) { Items = items });
            ReadItems(ref reader, utf8, items);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            var pairs = new List<(string Key, string? Text, int Line)>();
            entries.Add(new JsonEntry(key, null, line) { Pairs = pairs });
            ReadPairs(ref reader, utf8, pairs);
        }
        else
        {
            entries.Add(new JsonEntry(key, ValueText(ref reader), line));
        }
    }

    private static void ReadItems(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, List<(string? Text, int Line)> items)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var line = LineOf(ref reader, utf8);
            var isText = reader.TokenType == JsonTokenType.String;
            var text = ValueText(ref reader);
            items.Add((isText ? text : null, line));
        }
    }

    private static void ReadPairs(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, List<(string Key, string? Text, int Line)> pairs)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, line) = (reader.GetString()!, LineOf(ref reader, utf8));
            reader.Read();
            var isText = reader.TokenType == JsonTokenType.String;
            var text = ValueText(ref reader);
            pairs.Add((key, isText ? text : null, line));
        }
    }

    private static string? ValueText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }
}
