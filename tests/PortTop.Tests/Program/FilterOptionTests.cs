using PortTop.Commands;

namespace PortTop.Tests.Program;

public sealed class FilterOptionTests
{
    [Theory]
    [InlineData("-b")]
    [InlineData("check")]
    [InlineData("explain")]
    [InlineData("demo")]
    public void A_wrong_word_is_pointed_at(string command)
        => new CommandOptions().Command.Parse([command, "--filter", "dst:10.8. dport:54x2"]).Errors[^1].Message
            .ShouldBe("--filter: \"54x2\" is no port; that is a number up to 65535, a list 80,443 or a range 8000-8100\n  dst:10.8. dport:54x2\n                  ^^^^");

    [Fact]
    public void What_was_typed_moves_no_cursor_and_adds_no_line()
    {
        var error = new CommandOptions().Command.Parse(["--filter", "a\u001b[2J\nb:c"]).Errors[^1].Message;

        FilterOption.Clean(error).ShouldNotContain('\u001b');
        FilterOption.Clean(error).Split('\n').Length.ShouldBe(3);
        FilterOption.Brief(error).ShouldStartWith("--filter: ");
    }

    [Fact]
    public void The_filter_of_a_file_reaches_neither_an_alarm_nor_a_demo()
    {
        var options = new CommandOptions();

        options.Settings(options.Command.Parse([])).ContainsKey("filter").ShouldBeFalse("the screen has that of the file");
        options.CheckSettings(options.Command.Parse(["check"]))["filter"].ShouldBe(string.Empty);
        options.ExplainSettings(options.Command.Parse(["explain"]))["filter"].ShouldBe(string.Empty);
        options.DemoSettings(options.Command.Parse(["demo"]))["filter"].ShouldBe(string.Empty);
        options.CheckSettings(options.Command.Parse(["check", "--filter", "ns:shop"]))["filter"].ShouldBe("ns:shop");
        options.Settings(options.Command.Parse(["--filter", "ns:shop"]))["filter"].ShouldBe("ns:shop");
    }
}
