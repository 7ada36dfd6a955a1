using System.Collections.ObjectModel;
using System.CommandLine;
using PortTop.Commands;
using PortTop.Configuration;
using PortTop.Model;
using PortTop.Reports;
using PortTop.Tui.App;
using PortTop.Tui.Device;

namespace PortTop;

/// <summary>The entry of the program: reads the command line and the settings, and runs what they ask for.</summary>
internal static class Program
{
    /// <summary>The option for lines instead of a screen.</summary>
    private const string Lines = "-b";

    private const int UsageError = 2;
    private const int AwaitedPolls = 3;

    /// <summary>
    /// Returns 0; 1 when there is no terminal, output cannot be written, or a poll of a batch failed; 2 for a wrong command line; of a
    /// check and a probe what <see cref="CheckStatus"/> and <see cref="ProbeCommand"/> say.
    /// </summary>
    internal static int Main(string[] arguments)
    {
        FatalSignals.Guard();
        return arguments.Length == 0 ? Guard(static () => Try(RunPlain)) : Follow(arguments);
    }

    /// <summary>
    /// The most usual way in. No command line can be wrong, so the first frame comes before all else; nor is there one to parse, so that
    /// the parser is not even loaded.
    /// </summary>
    private static int RunPlain()
    {
        using var terminal = TerminalSession.Take(Environment.GetEnvironmentVariable, Lines);
        var paths = ConfigurationPaths.From(Environment.GetEnvironmentVariable);
        var loaded = SettingsLoader.Load(paths, configFile: null, Environment.GetEnvironmentVariables(), ReadOnlyDictionary<string, string?>.Empty);
        return new LiveCommand(loaded.Settings, paths, loaded.Problems).Run(terminal, Environment.GetEnvironmentVariable);
    }

    private static int Follow(string[] arguments)
    {
        var options = new CommandOptions();
        options.Command.SetAction(result => Try(() => Run(options, result)));
        options.Check.Command.SetAction(result => Try(() => RunCheck(options, result), RefuseCheck));
        options.Explain.Command.SetAction(result => Try(() => RunExplain(options, result)));
        options.Demo.Command.SetAction(result => Try(() => RunDemo(options, result)));
        options.Config.Command.SetAction(result => Try(() => RunConfig(options, result)));
        options.Probe.Command.SetAction(result => Try(() => RunProbe(options.Probe, result)));
        options.Who.Command.SetAction(result => Try(() => RunWho(options.Who, result)));
        options.Shell.Command.SetAction(result => Print(options.Shell.Script(result)));
        options.Manual.Command.SetAction(result => Print(options.Manual.Page(result)));
        var result = options.Parse(arguments);
        if (result.Errors.Count == 0)
        {
            var invocation = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = StandardStream.OutputText(),
                Error = StandardStream.Errors,
            };
            return Guard(() => result.Invoke(invocation));
        }

        foreach (var error in result.Errors)
        {
            StandardStream.Errors.WriteLine("porttop: " + FilterOption.Clean(error.Message));
        }

        var command = result.CommandResult.Command is RootCommand ? string.Empty : result.CommandResult.Command.Name + " ";
        StandardStream.Errors.WriteLine($"\"porttop {command}--help\" tells what there is.");

        return result.CommandResult.Command == options.Check.Command ? RefuseCheck(FilterOption.Brief(result.Errors[0].Message)) : UsageError;
    }

    private static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (ReaderGoneException)
        {
            // The reader has seen enough.
            return 0;
        }
        catch (IOException problem)
        {
            StandardStream.Errors.WriteLine("porttop: " + MachineText.Clean(problem.Message));
            return 1;
        }
    }

    private static int Try(Func<int> run, Func<string, int>? refuse = null)
    {
        try
        {
            return run();
        }
        catch (UsageException problem)
        {
            StandardStream.Errors.WriteLine("porttop: " + MachineText.Clean(problem.Message));
            return refuse?.Invoke(problem.Message) ?? UsageError;
        }
        catch (TerminalException problem)
        {
            StandardStream.Errors.WriteLine("porttop: " + MachineText.Clean(problem.Message));
            return 1;
        }
#pragma warning disable CA1031 // A monitoring system must get a status that it knows (3, unknown) also where check has a bug.
        catch (Exception problem) when (refuse is not null && problem is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return refuse($"unexpected {problem.GetType().Name}: {problem.Message}");
        }
    }

    private static int Run(CommandOptions options, ParseResult result)
    {
        var (paths, loaded) = Load(options, result);
        if (options.IsBatch(result))
        {
            return RunBatch(loaded, options.IsJson(result), options.Polls(result));
        }

        using var terminal = TerminalSession.Take(Environment.GetEnvironmentVariable, Lines);
        return new LiveCommand(loaded.Settings, paths, loaded.Problems).Run(terminal, Environment.GetEnvironmentVariable);
    }

    private static (ConfigurationPaths Paths, LoadedSettings Loaded) Load(CommandOptions options, ParseResult result, bool isDemo = false)
    {
        var paths = ConfigurationPaths.From(Environment.GetEnvironmentVariable);
        return options.Theme(result) is { } theme && !ThemeLoader.Exists(theme, paths)
            ? throw new UsageException("--theme: " + ThemeLoader.Missing(theme))
            : (paths, SettingsLoader.Load(paths, options.ConfigFile(result), Environment.GetEnvironmentVariables(), isDemo ? options.DemoSettings(result) : options.Settings(result)));
    }

    private static int RunDemo(CommandOptions options, ParseResult result)
    {
        if (options.Demo.IsList(result))
        {
            using var list = StandardStream.OutputText();
            DemoOptions.List(list);
            return 0;
        }

        var (paths, loaded) = Load(options, result, isDemo: true);
        using var demo = options.Demo.Stage(result);
        if (options.Demo.IsExplain(result))
        {
            Tell(loaded);
            using var writer = StandardStream.OutputText();
            return new ExplainCommand(loaded.Settings, PoolScope.All, !TerminalDevice.IsOutputTerminal)
                .Run(demo, writer, StandardStream.Errors);
        }

        if (options.IsBatch(result))
        {
            Tell(loaded);
            using var output = StandardStream.Output();
            return new BatchCommand(loaded.Settings, options.IsJson(result), options.Polls(result)).Run(demo, output, StandardStream.Errors);
        }

        using var terminal = TerminalSession.Take(Environment.GetEnvironmentVariable, $"demo {demo.Name} {Lines}");
        return new LiveCommand(loaded.Settings, paths, loaded.Problems, demo).Run(terminal, Environment.GetEnvironmentVariable);
    }

    private static int RunExplain(CommandOptions options, ParseResult result)
    {
        var paths = ConfigurationPaths.From(Environment.GetEnvironmentVariable);
        var loaded = SettingsLoader.Load(paths, options.ConfigFile(result), Environment.GetEnvironmentVariables(), options.ExplainSettings(result));
        Tell(loaded);
        var source = SourceFactory.Prepare(loaded.Settings, Environment.GetEnvironmentVariable)();
        using var closing = source as IDisposable;
        using var output = StandardStream.OutputText();
        return new ExplainCommand(loaded.Settings, options.Explain.Scope(result), !TerminalDevice.IsOutputTerminal)
            .Run(source, output, StandardStream.Errors);
    }

    private static int Print(string text)
    {
        using var output = StandardStream.OutputText();
        output.Write(text);
        return 0;
    }

    private static int RunConfig(CommandOptions options, ParseResult result)
    {
        using var output = StandardStream.Output();
        if (options.Config.File(result) is { } file)
        {
            output.Write(file);
            return 0;
        }

        var (paths, loaded) = Load(options, result);
        return new ConfigCommand(loaded, paths).Run(output, options.IsJson(result));
    }

    /// <summary>What was wrong with settings, where there is no screen to say it.</summary>
    private static void Tell(LoadedSettings loaded)
    {
        foreach (var problem in loaded.Problems)
        {
            StandardStream.Errors.WriteLine("porttop: " + problem);
        }
    }

    private static int RunCheck(CommandOptions options, ParseResult result)
    {
        var paths = ConfigurationPaths.From(Environment.GetEnvironmentVariable);
        var loaded = SettingsLoader.Load(paths, options.ConfigFile(result), Environment.GetEnvironmentVariables(), options.CheckSettings(result));
        Tell(loaded);
        var source = SourceFactory.Prepare(loaded.Settings, Environment.GetEnvironmentVariable, withLogs: false)();
        using var closing = source as IDisposable;
        var check = options.Check;
        var report = check.Report(result, loaded.Settings);
        var (status, line) = new CheckCommand(loaded.Settings, report, check.Scope(result), check.Polls(result)).Run(source);
        return Answer(status, line);
    }

    /// <summary>A monitoring system takes exit status 2 for an alarm, and shows standard output: a wrong option is unknown there.</summary>
    private static int RefuseCheck(string problem) => Answer(CheckStatus.Unknown, CheckReport.Unknown(problem));

    /// <summary>Writes the line of a check. An answer that cannot be read is none: the status is unknown then, never OK.</summary>
    private static int Answer(CheckStatus status, string line)
    {
        try
        {
            using var output = StandardStream.OutputText();
            output.WriteLine(line);
            return (int)status;
        }
        catch (Exception problem) when (problem is IOException or ReaderGoneException)
        {
            StandardStream.Errors.WriteLine("porttop: " + MachineText.Clean(problem.Message));
            return (int)CheckStatus.Unknown;
        }
    }

    private static int RunProbe(ProbeOptions options, ParseResult result)
    {
        using var output = StandardStream.OutputText();
        var question = options.IsMap(result) ? null : options.Question(result);
        try
        {
            using var ground = new ProbeGround(options.Namespace(result));
            return question is null
                ? new ProbeMapCommand(ground.Source, ground.Probe, Console.In, output).Run(options.IsConfirmed(result))
                : new ProbeCommand(ground.Probe, output, ground.Name).Run(question);
        }
        catch (SourceException problem)
        {
            output.WriteLine("not answered: " + MachineText.Clean(problem.Message));
            return ProbeCommand.Unanswered;
        }
    }

    private static int RunWho(WhoOptions options, ParseResult result)
    {
        var (protocol, port) = options.Port(result);
        var paths = ConfigurationPaths.From(Environment.GetEnvironmentVariable);
        var loaded = SettingsLoader.Load(
            paths, configFile: null, Environment.GetEnvironmentVariables(), ReadOnlyDictionary<string, string?>.Empty);
        Tell(loaded);
        try
        {
            using var output = StandardStream.Output();
            return new WhoCommand(protocol, port, options.MayAsk(result), loaded.Settings.AskKernel != Settings.Never)
                .Run(options.Namespace(result), output, StandardStream.Errors, options.IsJson(result));
        }
        catch (SourceException problem)
        {
            StandardStream.Errors.WriteLine("porttop: " + MachineText.Clean(problem.Message));
            return WhoCommand.Unanswered;
        }
    }

    private static int RunBatch(LoadedSettings loaded, bool isJson, int? polls)
    {
        Tell(loaded);

        // A few polls that somebody waits for are done at once; what runs on for days gives way.
        if (polls is null or > AwaitedPolls)
        {
            ProcessManners.GiveWay();
        }

        var source = SourceFactory.Prepare(loaded.Settings, Environment.GetEnvironmentVariable)();
        using var closing = source as IDisposable;
        using var output = StandardStream.Output();
        return new BatchCommand(loaded.Settings, isJson, polls).Run(source, output, StandardStream.Errors);
    }
}
