using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using PortTop.Completion;
using PortTop.Configuration;
using PortTop.Kernel;

namespace PortTop.Commands;

/// <summary>The options of the program, each checked when it is read, so that a wrong one is named before anything starts.</summary>
internal sealed class CommandOptions
{
    private static readonly string[] Formats = ["table", "json"];

    private readonly Option<bool> _batch = new("--batch", "-b") { Description = "write to standard output instead of drawing a screen" };
    private readonly Option<int> _polls = new("--iterations", "-n") { Description = "end after this many polls (with -b)", HelpName = "POLLS" };
    private readonly Option<string> _interval = new("--interval", "-d") { Description = "seconds between polls, 0.1 to 3600", HelpName = "SECS" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "what to write (with -b): table or json", HelpName = "FORMAT" };
    private readonly Option<string> _config = new("--config")
    {
        Description = "a file of settings that overrides all others",
        HelpName = ValueNames.File,
    };
    private readonly Option<string> _collector = new("--collector") { Description = "how sockets are read: auto, netlink or procfs", HelpName = "HOW" };
    private readonly Option<string> _netns = new("--netns")
    {
        Description = "network namespaces to read: all (where allowed), own, a process id, or the name of a namespace, pod or container",
        HelpName = ValueNames.Namespace,
    };
    private readonly Option<bool> _watchSyscalls = new("--watch-syscalls")
    {
        Description = "also watch bind(), UDP and chosen ports; slows every system call of the machine a little",
    };

    private readonly Option<string> _upstream = new("--upstream")
    {
        Description = "the NAT whose ports connections count against: " + string.Join(", ", Model.UpstreamPresets.Ids),
        HelpName = "PRESET",
    };
    private readonly Option<string[]> _log = new("--log")
    {
        Description = "a log to watch for signs of exhausted ports, or \"kernel\"; may be repeated",
        HelpName = ValueNames.File,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> _sort = new("--sort")
    {
        Description = "order of the pools: " + string.Join(", ", Model.PoolColumns.SortIds),
        HelpName = "COLUMN",
    };
    private readonly Option<string> _filter = FilterOption.Make();
    private readonly Option<string> _theme = new("--theme")
    {
        Description = "the name of a theme, or the path of a theme file",
        HelpName = ValueNames.Theme,
    };
    private readonly Option<bool> _ascii = new("--ascii") { Description = "draw with ASCII characters only" };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "draw without colours; NO_COLOR does the same" };

    internal CommandOptions()
    {
        _polls.TakesCount("-n takes the number of polls, at least 1");
        _output.Proposes(Formats);
        _output.Validators.Add(static result =>
        {
            if (result.Tokens is not [var token] || !Formats.Contains(token.Value))
            {
                result.AddError("-o takes " + string.Join(" or ", Formats));
            }
        });
        Validate(_interval, "interval");
        Validate(_collector, "collector");
        Validate(_netns, "netns");
        Validate(_log, "logs");
        Validate(_sort, "sort");
        Validate(_theme, "theme");
        Validate(_upstream, "upstream");
        _netns.Proposes(NamespaceChoice.AllWord, NamespaceChoice.OwnWord);
        _log.Proposes("kernel");
        _theme.CompletionSources.Add(static _ => Packaged.Names("themes").Select(static name => new CompletionItem(name)));
        Command = new RootCommand("a top for ephemeral (source) ports: which run out, towards where, and who takes them")
        {
            _batch, _polls, _interval, _output, _config, _collector, _netns, _watchSyscalls, _upstream, _log, _sort, _filter, _theme,
            _ascii, _noColor, Explain.Command, Check.Command, Probe.Command, Who.Command, Demo.Command,
            Config.Command, Shell.Command, Manual.Command,
        };
        Check.Command.Options.Add(_config);
        Check.Command.Options.Add(_upstream);
        Explain.Command.Options.Add(_upstream);
        Check.Command.Options.Add(_netns);
        Check.Command.Options.Add(_filter);
        Explain.Command.Options.Add(_filter);
        Explain.Command.Options.Add(_config);
        Explain.Command.Options.Add(_netns);
        Explain.Command.Options.Add(_watchSyscalls);
        Explain.Command.Options.Add(_log);
        foreach (var option in new Option[] { _batch, _polls, _interval, _output, _config, _upstream, _sort, _filter, _theme, _ascii, _noColor })
        {
            Demo.Command.Options.Add(option);
        }

        foreach (var option in new Option[] { _interval, _output, _config, _collector, _netns, _watchSyscalls, _upstream, _log, _sort, _filter, _theme, _ascii, _noColor })
        {
            Config.Command.Options.Add(option);
        }

        HelpWidth.Limit(Command);
        Command.Validators.Add(RefuseAlone);
        Demo.Command.Validators.Add(RefuseAlone);
    }

    /// <summary>The command that these options belong to.</summary>
    internal RootCommand Command { get; }

    /// <summary>Reads a command line. Words that begin with @ are words: no file is read for them.</summary>
    internal ParseResult Parse(IReadOnlyList<string> arguments) => Command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>The options of the check.</summary>
    internal CheckOptions Check { get; } = new();

    /// <summary>The options of the probe.</summary>
    internal ProbeOptions Probe { get; } = new();

    /// <summary>The options of the question who holds a port.</summary>
    internal WhoOptions Who { get; } = new();

    /// <summary>True for batch.</summary>
    internal bool IsBatch(ParseResult result) => result.GetValue(_batch);

    /// <summary>The number of polls, null for no end.</summary>
    internal int? Polls(ParseResult result) => result.GetResult(_polls) is null ? null : result.GetValue(_polls);

    /// <summary>True when JSON is to be written.</summary>
    internal bool IsJson(ParseResult result) => result.GetValue(_output) == "json";

    /// <summary>The file of --config, null for none.</summary>
    internal string? ConfigFile(ParseResult result) => result.GetValue(_config);

    /// <summary>The theme of --theme, null for none.</summary>
    internal string? Theme(ParseResult result) => result.GetValue(_theme);

    /// <summary>The options of the explanation.</summary>
    internal ExplainOptions Explain { get; } = new();

    /// <summary>The options of the page of settings.</summary>
    internal ConfigOptions Config { get; } = new();

    /// <summary>The completion for shells.</summary>
    internal CompletionOptions Shell { get; } = new();

    /// <summary>The pages of the manual.</summary>
    internal ManualOptions Manual { get; } = new();

    /// <summary>The options of the demo.</summary>
    internal DemoOptions Demo { get; } = new();

    /// <summary>The settings that the options of the explanation give.</summary>
    internal IReadOnlyDictionary<string, string?> ExplainSettings(ParseResult result)
    {
        var settings = new Dictionary<string, string?>(Explain.Settings(result)) { ["filter"] = Filter(result) };
        AddNamespaces(settings, result);
        AddUpstream(settings, result);
        if (result.GetValue(_watchSyscalls))
        {
            settings["failures"] = "syscalls";
        }

        if (Logs(result) is { } logs)
        {
            settings["logs"] = logs;
        }

        return settings;
    }

    /// <summary>The settings that the options of the check give.</summary>
    internal IReadOnlyDictionary<string, string?> CheckSettings(ParseResult result)
    {
        var settings = new Dictionary<string, string?>(Check.Settings(result)) { ["filter"] = Filter(result) };
        AddNamespaces(settings, result);
        AddUpstream(settings, result);
        return settings;
    }

    /// <summary>
    /// What portop.json says of the NAT and of pools is of this machine, not of the one that is made up: there the options alone count.
    /// </summary>
    internal IReadOnlyDictionary<string, string?> DemoSettings(ParseResult result)
        => new Dictionary<string, string?>(Settings(result)) { ["upstream"] = result.GetValue(_upstream) ?? Model.UpstreamPresets.None, ["filter"] = Filter(result) };

    /// <summary>The filter of the option alone, empty for none: what a file leaves out of the screen must not silence an alarm.</summary>
    private string Filter(ParseResult result) => result.GetValue(_filter) ?? string.Empty;

    private void AddUpstream(Dictionary<string, string?> settings, ParseResult result)
    {
        if (result.GetValue(_upstream) is { } preset)
        {
            settings["upstream"] = preset;
        }
    }

    private void AddNamespaces(Dictionary<string, string?> settings, ParseResult result)
    {
        if (result.GetValue(_netns) is { } which)
        {
            settings["netns"] = which;
        }
    }

    /// <summary>The settings that options give.</summary>
    internal IReadOnlyDictionary<string, string?> Settings(ParseResult result)
    {
        var settings = new Dictionary<string, string?>();
        Add("interval", result.GetValue(_interval));
        Add("collector", result.GetValue(_collector));
        Add("netns", result.GetValue(_netns));
        Add("failures", result.GetValue(_watchSyscalls) ? "syscalls" : null);
        Add("upstream", result.GetValue(_upstream));
        Add("logs", Logs(result));
        Add("filter", result.GetValue(_filter));
        Add("sort", result.GetValue(_sort));
        Add("theme", result.GetValue(_theme));
        Add("glyphs", result.GetValue(_ascii) ? "ascii" : null);
        Add("color", result.GetValue(_noColor) ? "none" : null);
        return settings;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                settings[name] = value;
            }
        }
    }

    /// <summary>The logs of --log as one value, null for none.</summary>
    private string? Logs(ParseResult result) => result.GetValue(_log) is { Length: > 0 } logs ? Model.SettingDefinition.Join(logs) : null;

    private void RefuseAlone(CommandResult result)
    {
        if (!result.IsSet(_batch) && (result.GetResult(_polls) is { Implicit: false } || result.GetResult(_output) is { Implicit: false }))
        {
            result.AddError("-n and -o go with -b");
        }
    }

    /// <summary>
    /// Says what is wrong where an option gives no value that its setting accepts, and proposes the words of the setting.
    /// </summary>
    internal static void Validate(Option option, string setting)
    {
        option.CompletionSources.Add(_ => Model.SettingDefinition.Find(setting)!.Words.Select(static word => new CompletionItem(word)));
        option.Validators.Add(result =>
        {
            var problems = new List<string>();
            foreach (var token in result.Tokens)
            {
                SettingChecks.Check(option.Name, setting, token.Value, problems);
            }

            problems.ForEach(result.AddError);
        });
    }
}
