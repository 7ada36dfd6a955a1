using System.Text.Json;
using PortTop.Configuration;
using PortTop.Model;
using PortTop.Tests.Reports;

namespace PortTop.Tests.Program;

/// <summary>
/// Files of settings as people write them, right and wrong ones, in the folder Configurations; beside each, NAME.expected, what is made of
/// it.
/// </summary>
public sealed class ConfigurationFileTests
{
    private const string FolderName = "tests/PortTop.Tests/Program/Configurations";

    private static readonly string Folder = Path.Combine(Repository.Root, FolderName);

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Invalid => Names("invalid");

    /// <summary>The names of all files beside which there is another with what is made of them.</summary>
    internal static IEnumerable<string> GoldenNames
        => Valid.Select(static row => "valid/" + row.Data).Concat(Invalid.Select(static row => "invalid/" + row.Data));

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_right_file_is_taken_as_it_is(string name)
    {
        var loaded = Load("valid", name);

        loaded.Problems.ShouldBeEmpty();
        Hold("valid", name, loaded.Origins.Where(static origin => origin.Place != SettingOrigin.Default)
            .Select(static origin => $"{origin.Name} = {string.Join(" | ", SettingDefinition.Items(origin.Value))}   {Path.GetFileName(origin.Place)}"));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_right_file_obeys_the_schema_for_editors(string name)
    {
        using var schema = JsonDocument.Parse(SettingSchema.Make());
        using var file = JsonDocument.Parse(File.ReadAllText(PathOf("valid", name)), Lenient);
        new JsonSchemaSubset(schema.RootElement).Validate(file.RootElement);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_wrong_in_a_file_is_told_with_its_line_and_the_remedy(string name)
    {
        var problems = Load("invalid", name).Problems;

        problems.ShouldNotBeEmpty();
        Hold("invalid", name, problems.Select(static problem => problem.Replace(Path.Combine(Folder, "invalid") + "/", string.Empty, StringComparison.Ordinal)));
    }

    private static void Hold(string kind, string name, IEnumerable<string> lines)
        => Golden.Hold($"{kind}/{name}", $"{FolderName}/{kind}/{name}.expected", string.Concat(lines.Select(static line => line + "\n")));

    private static LoadedSettings Load(string kind, string name)
        => SettingsLoader.Load(new ConfigurationPaths("/nowhere", null), PathOf(kind, name), new Dictionary<string, string>(), new Dictionary<string, string?>());

    private static string PathOf(string kind, string name) => Path.Combine(Folder, kind, name + ".json");

    private static TheoryData<string> Names(string kind)
        => [.. Directory.GetFiles(Path.Combine(Folder, kind), "*.json").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
}
