using System.CommandLine;
using System.CommandLine.Completions;
using PortTop.Completion;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop completion</c>.</summary>
internal sealed class CompletionOptions
{
    private static readonly (string Name, Func<CommandShape, string> Write)[] Shells =
    [
        ("bash", BashCompletion.Write), ("zsh", ZshCompletion.Write), ("fish", FishCompletion.Write),
    ];

    private readonly Argument<string> _shell = new("SHELL") { HelpName = "SHELL", Description = "bash, zsh or fish" };

    internal CompletionOptions()
    {
        Command = new Command("completion", "write the script that completes porttop in a shell") { _shell };
        _shell.CompletionSources.Add(static _ => Shells.Select(static shell => new CompletionItem(shell.Name)));
        _shell.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !Shells.Any(shell => shell.Name == token.Value))
            {
                result.AddError($"completion: \"{token.Value}\" is none of {string.Join(", ", Shells.Select(static shell => shell.Name))}");
            }
        });
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The script for the shell that is asked for.</summary>
    internal string Script(ParseResult result)
        => Shells.First(shell => shell.Name == result.GetValue(_shell)).Write(CommandShape.Read());
}
