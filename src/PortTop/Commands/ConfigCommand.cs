using System.Text;
using System.Text.Json;
using PortTop.Configuration;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>
/// Tells the settings in force: a line each, with its value and where it comes from; then which files were looked for, and what is wrong.
/// </summary>
/// <param name="loaded">The settings.</param>
/// <param name="paths">Where themes are looked for.</param>
internal sealed class ConfigCommand(LoadedSettings loaded, ConfigurationPaths paths)
{
    private const string Indent = "  ";

    /// <summary>JSON for people's eyes too: a path keeps its letters.</summary>
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.BasicLatin, System.Text.Unicode.UnicodeRanges.Latin1Supplement) };

    /// <summary>Writes and returns the exit status: 0, or 1 when there are problems.</summary>
    internal int Run(Stream output, bool isJson)
    {
        var problems = loaded.Problems.ToList();
        _ = ThemeLoader.Load(loaded.Settings.Theme, paths, problems);
        if (isJson)
        {
            WriteJson(output, problems);
        }
        else
        {
            using var writer = new StreamWriter(output, leaveOpen: true);
            WriteText(writer, problems);
        }

        return problems.Count == 0 ? 0 : 1;
    }

    private static string Shown(SettingOrigin origin)
    {
        if (origin.Value.Length == 0)
        {
            return "none";
        }

        if (SettingDefinition.Find(origin.Name) is not { IsMany: true } many)
        {
            return origin.Value;
        }

        if (many.Kind == SettingKind.Aliases)
        {
            var (address, name) = AddressAlias.Split(origin.Value);
            return $"{address} is {name}";
        }

        return string.Join(", ", SettingDefinition.Items(origin.Value));
    }

    private void WriteText(TextWriter output, List<string> problems)
    {
        const int Least = 5;
        var rows = loaded.Origins.Select(static origin => (origin.Name, Value: MachineText.Clean(Shown(origin)), Place: MachineText.Clean(origin.Place))).ToArray();
        var name = rows.Max(static row => row.Name.Length);

        // A long value pushes its own line, not the table, to the right.
        var value = Math.Max(Least, rows.Select(static row => row.Value.Length).Where(static length => length <= 32).DefaultIfEmpty(Least).Max());
        output.WriteLine($"{"SETTING".PadRight(name)}{Indent}{"VALUE".PadRight(value)}{Indent}FROM");
        var before = string.Empty;
        foreach (var row in rows)
        {
            output.WriteLine($"{(row.Name == before ? string.Empty : row.Name).PadRight(name)}{Indent}{row.Value.PadRight(value)}{Indent}{row.Place}");
            before = row.Name;
        }

        output.WriteLine();
        output.WriteLine("FILES, the weakest first; stronger than they are PORTTOP_* in the environment, then options");
        output.WriteLine($"{Indent}the defaults: \"porttop config --defaults\" writes them, a file to begin with");
        foreach (var file in loaded.Files)
        {
            output.WriteLine($"{Indent}{MachineText.Clean(file.Path)}: {MachineText.Clean(file.Outcome)}");
        }

        output.WriteLine($"{Indent}theme {MachineText.Clean(loaded.Settings.Theme)}: {MachineText.Clean(ThemeLoader.Place(loaded.Settings.Theme, paths))}");
        output.WriteLine();
        output.WriteLine(problems.Count == 0 ? "PROBLEMS: none" : "PROBLEMS");
        foreach (var problem in problems)
        {
            output.WriteLine(Indent + MachineText.Clean(problem));
        }
    }

    private void WriteJson(Stream output, List<string> problems)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("settings");
            foreach (var origin in loaded.Origins)
            {
                json.WriteStartObject();
                json.WriteString("name", origin.Name);
                json.WriteString("value", SettingDefinition.Find(origin.Name) is { Kind: SettingKind.List } ? string.Join(", ", SettingDefinition.Items(origin.Value)) : origin.Value);
                json.WriteString("from", origin.Place);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var file in loaded.Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteString("outcome", file.Outcome);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("theme", ThemeLoader.Place(loaded.Settings.Theme, paths));
            json.WriteStartArray("problems");
            problems.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write(buffer.WrittenSpan);
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }
}
