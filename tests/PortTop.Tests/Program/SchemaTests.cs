using System.Text.Json;
using PortTop.Configuration;
using PortTop.Tests.Reports;
using PortTop.Tui.Device;

namespace PortTop.Tests.Program;

/// <summary>The JSON schemas for editors are made of what the program accepts, and lie in the repository as files.</summary>
public sealed class SchemaTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> Themes => [.. Packaged.Names("themes")];

    [Fact]
    public void The_files_are_what_the_program_makes()
    {
        const string How = "write it anew: porttop config --schema > src/PortTop/portop.schema.json, and --theme-schema";
        File.ReadAllText(Path.Combine(Repository.Root, "src/PortTop/portop.schema.json")).ShouldBe(SettingSchema.Make(), How);
        File.ReadAllText(Path.Combine(Repository.Root, "src/PortTop/theme.schema.json")).ShouldBe(ThemeSchema.Make(), How);
    }

    [Fact]
    public void The_packaged_settings_obey_theirs() => Validate(SettingSchema.Make(), "portop.json");

    [Theory]
    [MemberData(nameof(Themes))]
    public void The_packaged_themes_obey_theirs(string name) => Validate(ThemeSchema.Make(), $"themes/{name}.json");

    [Theory]
    [InlineData("bold #ff5555", true)]
    [InlineData("", true)]
    [InlineData("plain", true)]
    [InlineData("dim bright-red on black underline", true)]
    [InlineData("255 on 0", true)]
    [InlineData("256", false)]
    [InlineData("blod", false)]
    [InlineData("bold on", false)]
    [InlineData("boldred", false)]
    [InlineData("#ff55", false)]
    public void The_pattern_of_styles_accepts_what_themes_do(string words, bool isRight)
    {
        System.Text.RegularExpressions.Regex.IsMatch(words, ThemeSchema.Pattern, System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).ShouldBe(isRight);
        Style.TryParse(words, out _, out _).ShouldBe(isRight);
    }

    private static void Validate(string schema, string packaged)
    {
        using var parsed = JsonDocument.Parse(schema);
        using var file = JsonDocument.Parse(Packaged.Read(packaged), Lenient);
        new JsonSchemaSubset(parsed.RootElement).Validate(file.RootElement);
    }
}
