using PortTop.Model;
using PortTop.Simulation;
using PortTop.Tui.Keys;

namespace PortTop.Tests.Documentation;

/// <summary>What README shows and lists is what there is.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void The_picture_is_a_screen_of_the_tests()
        => Readme.ShouldContain(File.ReadAllText(Path.Combine(Repository.Root, "tests/PortTop.Tests/Tui/Screens/incident-80x24.txt")));

    [Fact]
    public void Every_key_is_listed_with_its_meaning()
    {
        foreach (var binding in KeyMap.All)
        {
            Readme.ShouldContain($"| `{binding.Names}` | {binding.Meaning} |");
        }
    }

    [Fact]
    public void The_options_are_those_of_the_help()
        => Readme.ShouldContain(string.Join('\n', HelpText.Section(string.Empty, "Options:")) + "\n```\n");

    [Fact]
    public void Every_scenario_of_the_demo_is_listed()
    {
        foreach (var scenario in ScenarioCatalog.All)
        {
            Readme.ShouldContain($"| `{scenario.Name}` | ");
        }
    }

    [Fact]
    public void Every_preset_is_listed_with_its_month()
    {
        foreach (var preset in UpstreamPresets.All)
        {
            Readme.ShouldContain(preset.Id.StartsWith("azure-lb-", StringComparison.Ordinal) && preset.Id != "azure-lb-50" ? $"`{preset.Id["azure-lb".Length..]}`" : $"`{preset.Id}`");
            Readme.ShouldContain(preset.Source.StartsWith("http", StringComparison.Ordinal) ? $"({preset.Source}), {preset.AsOf}" : preset.Id);
        }
    }

    [Fact]
    public void Every_field_of_the_filter_is_listed_with_its_meaning()
    {
        foreach (var field in FilterFields.All)
        {
            Readme.ShouldContain($"| `{field.Name}` | {field.Meaning} | {string.Join(", ", field.Aliases.Select(static alias => $"`{alias}`"))} | `{field.Example}` |");
        }
    }

    [Fact]
    public void Every_setting_is_listed()
    {
        foreach (var setting in SettingDefinition.All)
        {
            Readme.ShouldContain($"`{setting.Name}`");
        }
    }
}
