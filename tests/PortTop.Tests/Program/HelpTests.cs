using PortTop.Commands;

namespace PortTop.Tests.Program;

/// <summary>What <c>--help</c> writes can be read on the narrowest terminal that is usual, and in a pipe.</summary>
public sealed class HelpTests
{
    /// <summary>Beside a wider column of names, descriptions would be slivers.</summary>
    private const int MostNameColumns = 30;

    public static TheoryData<string> Commands
        => [string.Empty, .. new CommandOptions().Command.Subcommands.Select(static command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_line_is_wider_than_80_columns(string command)
    {
        var lines = HelpText.Of(command);

        lines.ShouldContain("Options:");
        lines.ShouldAllBe(static line => line.Length <= 80);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Descriptions_begin_far_enough_to_the_left(string command)
    {
        var continued = HelpText.Of(command).Where(static line => line.StartsWith("     ", StringComparison.Ordinal));

        continued.ShouldAllBe(static line => line.Length - line.TrimStart().Length <= MostNameColumns);
    }
}
