using System.CommandLine;
using PortTop.Commands;

namespace PortTop.Tests;

/// <summary>What <c>--help</c> writes.</summary>
internal static class HelpText
{
    /// <summary>The lines of the help of a command, without blanks at their ends; of the program for an empty name.</summary>
    internal static IReadOnlyList<string> Of(string command)
    {
        using var output = new StringWriter();
        string[] words = command.Length == 0 ? ["--help"] : [command, "--help"];
        new CommandOptions().Parse(words).Invoke(new InvocationConfiguration { Output = output }).ShouldBe(0);
        return [.. output.ToString().Split('\n').Select(static line => line.TrimEnd())];
    }

    /// <summary>The lines of one section, without its heading.</summary>
    internal static IEnumerable<string> Section(string command, string heading)
        => Of(command).SkipWhile(line => line != heading).Skip(1).TakeWhile(static line => line.Length > 0);
}
