using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using PortTop.Configuration;
using PortTop.Demo;
using PortTop.Simulation;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop demo</c>.</summary>
internal sealed class DemoOptions
{
    private const int DefaultSeed = 1;
    private const double Slowest = .1;
    private const double Fastest = 100;

    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "SCENARIO",
        Description = "name of the scenario, by default the classic incident; see --list",
    };
    private readonly Option<string> _seed = new("--seed")
    {
        Description = "seed of all that happens by chance, 1 by default",
        HelpName = "NUMBER",
    };
    private readonly Option<string> _speed = new("--speed") { Description = "how many times as fast as the clock, 0.1 to 100", HelpName = "TIMES" };
    private readonly Option<string> _namespace = new("--netns")
    {
        Description = "network namespace of the scenario to look at, by default all",
        HelpName = "NAME",
    };
    private readonly Option<bool> _explain = new("--explain") { Description = "write the diagnosis as \"porttop explain\" does" };
    private readonly Option<bool> _list = new("--list") { Description = "list the scenarios" };

    internal DemoOptions()
    {
        Command = new Command("demo", "a made-up machine on the same screens; needs no privilege, reads nothing of this one")
        {
            _scenario, _seed, _speed, _namespace, _explain, _list,
        };
        // Nothing of the simulation is loaded where no demo is asked for.
        _scenario.CompletionSources.Add(static _ => ScenarioCatalog.All.Select(static scenario => new CompletionItem(scenario.Name)));
        _scenario.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && ScenarioCatalog.Find(token.Value) is null)
            {
                result.AddError($"there is no scenario \"{token.Value}\"; there are {Names}");
            }
        });
        Validate(_seed, "a whole number", static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        Validate(_speed, "a number from 0.1 to 100", static text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= Slowest and <= Fastest);
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    private static string Names => string.Join(", ", ScenarioCatalog.All.Select(static scenario => scenario.Name));

    /// <summary>True when the scenarios are to be told.</summary>
    internal bool IsList(ParseResult result) => result.GetValue(_list);

    /// <summary>True when the diagnosis is to be written.</summary>
    internal bool IsExplain(ParseResult result) => result.GetValue(_explain);

    /// <summary>Writes the scenarios.</summary>
    internal static void List(TextWriter output)
    {
        foreach (var scenario in ScenarioCatalog.All)
        {
            output.WriteLine($"{scenario.Name,-16} {scenario.Summary}");
        }
    }

    /// <summary>Makes the scenario. Its story ends its first part, which nobody sees, now.</summary>
    /// <exception cref="UsageException">The scenario has no such namespace.</exception>
    internal DemoStage Stage(ParseResult result)
    {
        var scenario = ScenarioCatalog.Find(result.GetValue(_scenario) ?? string.Empty) ?? ScenarioCatalog.All[0];
        var seed = result.GetValue(_seed) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : DefaultSeed;
        var speed = result.GetValue(_speed) is { } times ? double.Parse(times, CultureInfo.InvariantCulture) : 1;
        var start = DateTimeOffset.UtcNow.AddSeconds(-scenario.WarmUp);
        var machines = scenario.Build(new ScenarioSettings(seed, start));
        var name = result.GetValue(_namespace);
        machines = [.. machines.Where(machine => name is null or "all" || machine.Name == name)];
        return machines.Count > 0
            ? new DemoStage(scenario, machines, start, speed)
            : throw new UsageException($"--netns {name}: the scenario {scenario.Name} has {string.Join(", ", scenario.Build(new ScenarioSettings(seed, start)).Select(static machine => machine.Name))}");
    }

    private static void Validate(Option<string> option, string wanted, Func<string, bool> isRight) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (!isRight(token.Value))
            {
                result.AddError($"{option.Name} takes {wanted}, not \"{token.Value}\"");
            }
        }
    });
}
