using System.Text.Json;
using System.Text.Json.Nodes;
using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>
/// The JSON schema of portop.json, made of <see cref="SettingDefinition.All"/>. portop.schema.json in the folder of the program is held to
/// it by a test.
/// </summary>
internal static class SettingSchema
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The schema.</summary>
    internal static string Make()
    {
        var defaults = JsonNode.Parse(Packaged.Read(SettingsLoader.FileName), documentOptions: Lenient)!.AsObject();
        return SchemaWriter.Write("Settings of porttop", json =>
        {
            foreach (var setting in SettingDefinition.All)
            {
                json.WriteStartObject(setting.Name);
                json.WriteString("description", Describe(setting));
                Write(json, setting);
                json.WritePropertyName("default");
                defaults[setting.Name]!.WriteTo(json);
                json.WriteEndObject();
            }
        });
    }

    /// <summary>The meaning, and what may stand there where the schema cannot say it.</summary>
    private static string Describe(SettingDefinition setting)
        => setting.Kind is SettingKind.Networks or SettingKind.Filter or SettingKind.Limits or SettingKind.Aliases ? $"{setting.Meaning}; must be {setting.Expectation}" : setting.Meaning;

    private static void Write(Utf8JsonWriter json, SettingDefinition setting)
    {
        switch (setting.Kind)
        {
            case SettingKind.Word:
                SchemaWriter.WriteWords(json, "enum", setting.Words);
                break;
            case SettingKind.Flag:
                json.WriteString("type", "boolean");
                break;
            case SettingKind.Number:
                WriteNumber(json, "number", setting);
                break;
            case SettingKind.NumberOrPreset:
                json.WriteStartArray("anyOf");
                json.WriteStartObject();
                json.WriteString("const", UpstreamBudget.OfThePreset);
                json.WriteEndObject();
                json.WriteStartObject();
                WriteNumber(json, "integer", setting);
                json.WriteEndObject();
                json.WriteEndArray();
                break;
            case SettingKind.List:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                WriteText(json, setting.Words);
                json.WriteEndObject();
                break;
            case SettingKind.Aliases:
                json.WriteString("type", "object");
                json.WriteStartObject("additionalProperties");
                WriteText(json, []);
                json.WriteNumber("maxLength", AddressAlias.LongestName);
                json.WriteEndObject();
                break;
            case SettingKind.Filter:
                json.WriteString("type", "string");
                break;
            default:
                WriteText(json, []);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter json, IReadOnlyList<string> words)
    {
        if (words.Count > 0)
        {
            SchemaWriter.WriteWords(json, "enum", words);
            return;
        }

        json.WriteString("type", "string");
        json.WriteNumber("minLength", 1);
    }

    private static void WriteNumber(Utf8JsonWriter json, string type, SettingDefinition setting)
    {
        json.WriteString("type", type);
        json.WriteNumber("minimum", setting.Minimum);
        json.WriteNumber("maximum", setting.Maximum);
    }
}
