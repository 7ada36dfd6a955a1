using System.Text;
using PortTop.Tui.Device;

namespace PortTop.Tests.Tui.Device;

public sealed class StyleTests
{
    [Theory]
    [InlineData("plain", ColorDepth.True, "\e[m")]
    [InlineData("bold #ff5555", ColorDepth.True, "\e[;1;38;2;255;85;85m")]
    [InlineData("bold #ff5555", ColorDepth.Indexed, "\e[;1;38;5;203m")]
    [InlineData("bold #ff0000", ColorDepth.Sixteen, "\e[;1;91m")]
    [InlineData("bold #ff5555", ColorDepth.Sixteen, "\e[;1;91m")]
    [InlineData("#7fc98f", ColorDepth.Sixteen, "\e[;32m")]
    [InlineData("#e5c07b", ColorDepth.Sixteen, "\e[;93m")]
    [InlineData("#8a93a2", ColorDepth.Sixteen, "\e[;37m")]
    [InlineData("#4a5568", ColorDepth.Sixteen, "\e[;90m")]
    [InlineData("#5fafff on #2f4f7f", ColorDepth.Sixteen, "\e[;94;44m")]
    [InlineData("#87afd7", ColorDepth.Sixteen, "\e[;94m")]
    [InlineData("#af87d7", ColorDepth.Sixteen, "\e[;35m")]
    [InlineData("bold #ff5555", ColorDepth.None, "\e[;1m")]
    [InlineData("black on bright-yellow", ColorDepth.Sixteen, "\e[;30;103m")]
    [InlineData("208", ColorDepth.Indexed, "\e[;38;5;208m")]
    [InlineData("reverse underline italic dim", ColorDepth.True, "\e[;2;3;4;7m")]
    [InlineData("#000000 on #ffffff", ColorDepth.Indexed, "\e[;38;5;16;48;5;231m")]
    public void A_style_becomes_one_sequence_for_what_the_terminal_has(string words, ColorDepth depth, string sequence)
    {
        Style.TryParse(words, out var style, out _).ShouldBeTrue();

        Encoding.ASCII.GetString(new Palette([style], depth).Sequence(1)).ShouldBe(sequence);
    }

    [Theory]
    [InlineData("blod")]
    [InlineData("#ff")]
    [InlineData("#gggggg")]
    [InlineData("256")]
    [InlineData("red on")]
    [InlineData("bright-bold")]
    public void Wrong_words_are_named_and_the_right_ones_told(string words)
    {
        Style.TryParse(words, out _, out var problem).ShouldBeFalse();

        problem.ShouldContain("a style is words such as");
    }

    [Theory]
    [InlineData("xterm-256color", null, null, ColorDepth.Indexed)]
    [InlineData("xterm-256color", "truecolor", null, ColorDepth.True)]
    [InlineData("xterm-256color", "truecolor", "1", ColorDepth.None)]
    [InlineData("xterm-256color", "truecolor", "", ColorDepth.True)]
    [InlineData("linux", null, null, ColorDepth.Sixteen)]
    [InlineData("screen", null, null, ColorDepth.Sixteen)]
    [InlineData("vt100", null, null, ColorDepth.None)]
    [InlineData("dumb", null, null, ColorDepth.None)]
    public void The_colours_are_those_of_the_environment(string term, string? colorTerm, string? noColor, ColorDepth depth)
        => ColorDepths.Detect(name => name switch { "TERM" => term, "COLORTERM" => colorTerm, _ => noColor }).ShouldBe(depth);
}
