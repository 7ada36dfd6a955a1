using PortTop.Completion;
using PortTop.Manual;
using PortTop.Model;
using PortTop.Simulation;
using PortTop.Tui.Keys;

namespace PortTop.Tests.Program;

/// <summary>The pages of the manual and the scripts for shells tell everything that there is.</summary>
public sealed class ManualTests
{
    private static readonly CommandShape Root = CommandShape.Read();
    private static readonly string Program = Plain(ProgramPage.Write(Root));
    private static readonly string Settings = Plain(SettingsPage.Write(Root));

    private static IEnumerable<CommandShape> Commands => [Root, .. Root.Commands];

    public static TheoryData<string> Scripts => [BashCompletion.Write(Root), ZshCompletion.Write(Root), FishCompletion.Write(Root)];

    [Fact]
    public void Every_command_is_told_with_all_that_it_takes()
    {
        Root.Commands.Select(static command => command.Name)
            .ShouldBe(["explain", "check", "probe", "who", "demo", "config", "completion", "man"]);
        foreach (var command in Root.Commands)
        {
            Program.ShouldContain($".SS \"{command.Name}\"\n");
        }

        foreach (var option in Commands.SelectMany(static command => command.Options))
        {
            var value = option.Value is null ? string.Empty : $" {option.Value.Name}";
            Program.ShouldContain($".TP\n{string.Join(", ", option.Names)}{value}\n");
        }
    }

    [Fact]
    public void Every_key_column_field_scenario_and_setting_is_told()
    {
        foreach (var term in KeyMap.All.Select(static key => key.Names)
            .Concat(PoolColumns.All.Select(static column => column.Header))
            .Concat(FilterFields.All.Select(static field => field.Name))
            .Concat(ScenarioCatalog.All.Select(static scenario => scenario.Name)))
        {
            Program.ShouldContain($".B \"{term}\"\n");
        }

        foreach (var setting in SettingDefinition.All)
        {
            Settings.ShouldContain($".B \"{setting.Name}\"\n");
        }
    }

    [Fact]
    public void No_text_is_taken_for_a_request()
    {
        string[] requests = ["TH", "SH", "SS", "PP", "TP", "B", "RS", "RE", "nf", "fi"];
        var lines = (ProgramPage.Write(Root) + SettingsPage.Write(Root)).Split('\n');
        foreach (var line in lines.Where(static line => line.StartsWith('.') || line.StartsWith('\'')))
        {
            requests.ShouldContain(line[1..].Split(' ')[0], line);
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_has_every_command_option_and_word(string script)
    {
        foreach (var command in Commands)
        {
            var names = command.Options.SelectMany(static option => option.Names);
            foreach (var name in names.Where(static name => name.StartsWith("--", StringComparison.Ordinal)))
            {
                script.ShouldContain(name[2..]);
            }

            var words = command.Options.SelectMany(static option => option.Value?.Words ?? []);
            foreach (var word in words.Concat(command.Argument?.Value.Words ?? []))
            {
                script.ShouldContain(word);
            }
        }

        foreach (var field in FilterFields.All)
        {
            script.ShouldContain(field.Name);
        }
    }

    [Fact]
    public void What_an_option_takes_is_proposed()
    {
        Words("--sort").ShouldBe(PoolColumns.SortIds, ignoreOrder: true);
        Words("--upstream").ShouldBe(UpstreamPresets.Ids, ignoreOrder: true);
        Words("--theme").ShouldContain("color-blind");
        Words("--netns").ShouldBe(["all", "own"], ignoreOrder: true);
        Words("--output").ShouldBe(["table", "json"], ignoreOrder: true);
        Words("--interval").ShouldBeEmpty();

        static IReadOnlyList<string> Words(string name) => Root.Options.Single(option => option.Names.Contains(name)).Value!.Words;
    }

    [Fact]
    public void A_long_description_is_cut_at_a_word()
    {
        CommandShape.Brief("how sockets are read").ShouldBe("how sockets are read");
        CommandShape.Brief(Words(20)).ShouldBe(Words(13) + " …");
        CommandShape.Brief(new string('x', 60) + ", " + new string('y', 60)).ShouldBe(new string('x', 60) + " …");

        static string Words(int count) => string.Join(' ', Enumerable.Repeat("word", count));
    }

    /// <summary>As a reader sees it: without fonts and escapes.</summary>
    private static string Plain(string page) => page
        .Replace("\\fB", string.Empty, StringComparison.Ordinal)
        .Replace("\\fI", string.Empty, StringComparison.Ordinal)
        .Replace("\\fR", string.Empty, StringComparison.Ordinal)
        .Replace("\\&", string.Empty, StringComparison.Ordinal)
        .Replace("\\(ha", "^", StringComparison.Ordinal)
        .Replace("\\(aq", "'", StringComparison.Ordinal)
        .Replace("\\-", "-", StringComparison.Ordinal);
}
