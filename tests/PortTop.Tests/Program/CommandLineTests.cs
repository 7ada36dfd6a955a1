using PortTop.Commands;
using PortTop.Configuration;
using PortTop.Fuzzing;
using PortTop.Model;

namespace PortTop.Tests.Program;

/// <summary>Whatever a person types, the command line is right or says what is wrong with it.</summary>
public sealed class CommandLineTests
{
    private const int CommandLines = 10_000;

    [Fact]
    public void A_random_command_line_is_taken_or_refused_with_a_message()
    {
        var random = new Random(1);
        var (taken, refused) = (0, 0);
        for (var i = 0; i < CommandLines; i++)
        {
            var words = RandomArguments.Make(random);
            try
            {
                if (IsTaken(words))
                {
                    taken++;
                }
                else
                {
                    refused++;
                }
            }
            catch (UsageException)
            {
                refused++;
            }
            catch (Exception problem)
            {
                throw new ShouldAssertException($"porttop {RandomArguments.Show(words)}", problem);
            }
        }

        taken.ShouldBeGreaterThan(CommandLines / 20);
        refused.ShouldBeGreaterThan(CommandLines / 20);
    }

    [Fact]
    public void The_random_words_have_every_command_and_option()
    {
        var root = new CommandOptions().Command;
        var commands = root.Subcommands.Select(static command => command.Name);
        var options = root.Options.Concat(root.Subcommands.SelectMany(static command => command.Options)).SelectMany(static option => option.Aliases.Prepend(option.Name));

        commands.ShouldBe(RandomArguments.Commands, ignoreOrder: true);
        options.Except(["/?", "/h"]).Distinct().ShouldBe(RandomArguments.Options, ignoreOrder: true);
    }

    [Theory]
    [InlineData("check", "-w")]
    [InlineData("check", "-c")]
    [InlineData("check", "-w", "-c")]
    [InlineData("check", "-w", "used=80%", "-c")]
    [InlineData("probe", "--source")]
    [InlineData("probe", "--netns")]
    [InlineData("probe", "--map=banana")]
    [InlineData("--batch=banana", "-n", "1")]
    public void A_value_that_is_missing_or_wrong_is_an_error_and_no_crash(params string[] words)
        => new CommandOptions().Parse(words).Errors.ShouldNotBeEmpty();

    [Fact]
    public void A_word_that_begins_with_an_at_sign_reads_no_file()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "--version");

        var errors = new CommandOptions().Parse(["@" + file]).Errors;
        File.Delete(file);

        errors.ShouldContain(error => error.Message.Contains("@" + file, StringComparison.Ordinal));
    }

    /// <summary>Reads all that the program would read of a command line before it does anything.</summary>
    private static bool IsTaken(string[] words)
    {
        var options = new CommandOptions();
        foreach (var each in options.Command.Subcommands.Prepend(options.Command))
        {
            each.SetAction(static _ => 0);
        }

        var result = options.Parse(words);
        if (result.Errors.Count > 0)
        {
            result.Errors.ShouldAllBe(static error => error.Message.Length > 0);
            return false;
        }

        if (result.Action != result.CommandResult.Command.Action)
        {
            // Help and version look at nothing else.
            return true;
        }

        var command = result.CommandResult.Command;
        _ = options.ConfigFile(result);
        _ = options.Theme(result);
        _ = options.IsBatch(result);
        _ = options.IsJson(result);
        _ = options.Polls(result);
        if (command == options.Check.Command)
        {
            Load(options.CheckSettings(result));
            _ = options.Check.Report(result, new Settings());
            _ = options.Check.Scope(result).Subject;
            _ = options.Check.Polls(result);
        }
        else if (command == options.Explain.Command)
        {
            Load(options.ExplainSettings(result));
            _ = options.Explain.Scope(result).Subject;
        }
        else if (command == options.Probe.Command)
        {
            _ = options.Probe.Namespace(result);
            _ = options.Probe.IsMap(result) ? null : options.Probe.Question(result);
        }
        else if (command == options.Demo.Command)
        {
            Load(options.DemoSettings(result));
        }
        else if (command == options.Config.Command)
        {
            _ = options.Config.File(result);
            Load(options.Settings(result));
        }
        else
        {
            Load(options.Settings(result));
        }

        return true;
    }

    /// <summary>What options give is right: it was checked when it was read.</summary>
    private static void Load(IReadOnlyDictionary<string, string?> settings)
        => SettingsLoader.Load(new ConfigurationPaths("/nowhere", null), null, new Dictionary<string, string>(), settings).Settings.ShouldNotBeNull();
}
