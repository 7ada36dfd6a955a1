using System.CommandLine;
using System.CommandLine.Completions;
using PortTop.Commands;

namespace PortTop.Completion;

/// <summary>Where the values of an option or of an argument come from.</summary>
internal enum ValueSource
{
    /// <summary>Anything may stand there, and nothing can be proposed.</summary>
    Free,

    /// <summary>The words of <see cref="ValueShape.Words"/>.</summary>
    Words,

    /// <summary>A path, beside the words.</summary>
    File,

    /// <summary>A network namespace: the words, and the names that <c>ip netns</c> has.</summary>
    Namespace,

    /// <summary>Words of a filter.</summary>
    Filter,
}

/// <summary>What stands behind an option, or for an argument.</summary>
/// <param name="Name">As help has it.</param>
/// <param name="Source">Where values come from.</param>
/// <param name="Words">Words that may stand there; empty for none that are known.</param>
internal sealed record ValueShape(string Name, ValueSource Source, IReadOnlyList<string> Words);

/// <summary>The argument of a command.</summary>
/// <param name="Value">What stands there.</param>
/// <param name="Description">What it is, in a line.</param>
/// <param name="IsRequired">True when the command does nothing without it.</param>
internal sealed record ArgumentShape(ValueShape Value, string Description, bool IsRequired);

/// <summary>An option.</summary>
/// <param name="Names">Its names, the long one first.</param>
/// <param name="Description">What it does, in a line.</param>
/// <param name="Value">What stands behind it; null for nothing.</param>
/// <param name="IsRepeatable">True when it may be given several times.</param>
internal sealed record OptionShape(IReadOnlyList<string> Names, string Description, ValueShape? Value, bool IsRepeatable);

/// <summary>A command, as completion and the manual tell it: all of it out of the definitions that the command line is parsed by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, in a line.</param>
/// <param name="Options">Its options.</param>
/// <param name="Argument">Its argument; null for none.</param>
/// <param name="Commands">The commands below it.</param>
internal sealed record CommandShape(
    string Name, string Description, IReadOnlyList<OptionShape> Options, ArgumentShape? Argument, IReadOnlyList<CommandShape> Commands)
{
    /// <summary>The program.</summary>
    internal const string Program = "porttop";

    private const int BriefLength = 64;

    /// <summary>A description that fits beside what it describes: cut at a word where it is longer.</summary>
    internal static string Brief(string description)
    {
        var text = description.Replace("`", string.Empty, StringComparison.Ordinal);
        return text.Length <= BriefLength ? text : text[..text.LastIndexOf(' ', BriefLength)].TrimEnd(',', ';', ':') + " …";
    }

    /// <summary>The whole command line.</summary>
    internal static CommandShape Read() => Read(new CommandOptions().Command, Program, help: null);

    private static CommandShape Read(Command command, string name, OptionShape? help)
    {
        List<OptionShape> options = [.. command.Options.Where(static option => !option.Hidden).Select(static option => Read(option))];

        // Only the root has the option of help; it goes for all.
        help ??= options.Find(static option => option.Names.Contains("--help"));
        if (help is not null && !options.Contains(help))
        {
            options.Add(help);
        }

        return new CommandShape(
            name,
            command.Description ?? string.Empty,
            options,
            command.Arguments is [var argument] ? Read(argument) : null,
            [.. command.Subcommands.Where(static below => !below.Hidden).Select(below => Read(below, below.Name, help))]);
    }

    private static OptionShape Read(Option option) => new(
        [option.Name, .. option.Aliases.Where(static alias => alias is not ("/h" or "/?")).Order(StringComparer.Ordinal)],
        option.Description ?? string.Empty,
        option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)
            ? null
            : Value(option.HelpName ?? option.Name, option.GetCompletions(CompletionContext.Empty)),
        option.Arity.MaximumNumberOfValues > 1);

    private static ArgumentShape Read(Argument argument) => new(
        Value(argument.Name, argument.GetCompletions(CompletionContext.Empty)),
        argument.Description ?? string.Empty,
        argument.Arity.MinimumNumberOfValues > 0);

    private static ValueShape Value(string name, IEnumerable<CompletionItem> completions)
    {
        string[] words = [.. completions.Select(static item => item.InsertText ?? item.Label)];
        return new ValueShape(name, ValueNames.SourceOf(name, words.Length > 0), words);
    }
}
