using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PortTop.Configuration;

/// <summary>Writes a JSON schema (draft 2020-12) of a file that is one object, in which nothing may stand but what is described.</summary>
internal static class SchemaWriter
{
    /// <summary>Indented, and with the letters that a person would write.</summary>
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a schema.</summary>
    /// <param name="title">What the file is, in a line.</param>
    /// <param name="writeProperties">Writes its properties.</param>
    internal static string Write(string title, Action<Utf8JsonWriter> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", title);
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            json.WriteStartObject(CheckedJsonSource.SchemaKey);
            json.WriteString("type", "string");
            json.WriteString("description", "the path of this schema, for editors");
            json.WriteEndObject();
            writeProperties(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Writes a list of words under a name.</summary>
    internal static void WriteWords(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }
}
