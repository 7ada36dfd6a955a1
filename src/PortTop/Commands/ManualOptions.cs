using System.CommandLine;
using System.CommandLine.Completions;
using PortTop.Completion;
using PortTop.Manual;

namespace PortTop.Commands;

/// <summary>The command line of <c>porttop man</c>.</summary>
internal sealed class ManualOptions
{
    private static readonly (string Name, Func<CommandShape, string> Write)[] Pages =
    [
        ("porttop", ProgramPage.Write), ("portop.json", SettingsPage.Write),
    ];

    private readonly Argument<string?> _page = new("PAGE")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "PAGE",
        Description = "porttop (default), or portop.json for the settings",
    };

    internal ManualOptions()
    {
        Command = new Command("man", "write a page of the manual: porttop man | man -l -") { _page };
        _page.CompletionSources.Add(static _ => Pages.Select(static page => new CompletionItem(page.Name)));
        _page.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !Pages.Any(page => page.Name == token.Value))
            {
                var names = string.Join(" and ", Pages.Select(static page => page.Name));
                result.AddError($"man: there is no page \"{token.Value}\"; there are {names}");
            }
        });
    }

    /// <summary>The command that these options belong to.</summary>
    internal Command Command { get; }

    /// <summary>The page that is asked for, as roff.</summary>
    internal string Page(ParseResult result)
        => Pages.First(page => page.Name == (result.GetValue(_page) ?? Pages[0].Name)).Write(CommandShape.Read());
}
