using System.CommandLine;
using PortTop.Completion;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>The option --filter, which the screen, a batch, a check, an explanation and a demo share.</summary>
internal static class FilterOption
{
    /// <summary>Makes the option. A wrong word is shown in its place, with a line that points at it.</summary>
    internal static Option<string> Make()
    {
        var option = new Option<string>("--filter")
        {
            Description = "only pools that match, such as 'owner:web used>50%'",
            HelpName = ValueNames.Filter,
        };
        option.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!PoolFilter.TryParse(token.Value, out _, out var error))
                {
                    result.AddError($"--filter: {error.Message}\n  {token.Value.ReplaceLineEndings(" ")}\n  {error.Pointer}");
                }
            }
        });
        return option;
    }

    /// <summary>A message of several lines with nothing in it that could move a cursor.</summary>
    internal static string Clean(string message) => string.Join('\n', message.Split('\n').Select(MachineText.Clean));

    /// <summary>What is said in one line: of a wrong filter without the text and the pointer.</summary>
    internal static string Brief(string message) => message.Split('\n')[0];
}
