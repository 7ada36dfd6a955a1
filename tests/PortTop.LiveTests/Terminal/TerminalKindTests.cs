using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>The same screen on every kind of terminal and at every size, in what each of them has.</summary>
[Trait("builds", "both")]
public sealed class TerminalKindTests
{
    [Theory]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor", "38;2;")]
    [InlineData("TERM=xterm-256color COLORTERM=", "38;5;")]
    [InlineData("TERM=tmux-256color COLORTERM=", "38;5;")]
    [InlineData("TERM=xterm COLORTERM=", "\e[9")]
    [InlineData("TERM=screen COLORTERM=", "\e[9")]
    [InlineData("TERM=linux COLORTERM=", "\e[9")]
    [InlineData("TERM=something-new COLORTERM=", "\e[9")]
    [InlineData("TERM=vt100 COLORTERM=", "")]
    public void Each_has_the_colours_that_it_promises(string environment, string expected)
    {
        using var terminal = new TmuxTerminal(120, 40);
        terminal.StartPorttop("demo", "NO_COLOR= " + environment, "FAILING NOW");
        var styled = terminal.StyledScreen;

        styled.ShouldContain(expected);
        if (expected.Length == 0)
        {
            styled.ShouldNotMatch("\e\\[[0-9;]*(3[0-8]|9[0-7])[;m]");
            terminal.Screen.ShouldAllBe(static character => character < 0x80);
        }

        terminal.Press("y");
        terminal.WaitFor("q back").ShouldNotContain("52;c");
        terminal.Press("q", "q");
        terminal.WaitFor("status 0");
    }

    [Theory]
    [InlineData("LC_ALL= LC_CTYPE= LANG=C", false)]
    [InlineData("LC_ALL=POSIX", false)]
    [InlineData("LC_ALL= LC_CTYPE= LANG=C.UTF-8", true)]
    public void The_locale_says_whether_there_is_more_than_ASCII(string environment, bool isUnicode)
    {
        using var terminal = new TmuxTerminal(80, 24);
        terminal.StartPorttop("demo", environment, "FAILING NOW");

        terminal.Screen.Any(static character => character >= 0x80).ShouldBe(isUnicode);
    }

    [Theory]
    [InlineData(40, 12)]
    [InlineData(60, 15)]
    [InlineData(80, 24)]
    [InlineData(132, 43)]
    [InlineData(200, 50)]
    [InlineData(400, 120)]
    public void Every_size_shows_the_table_and_the_war_room(int width, int height)
    {
        using var terminal = new TmuxTerminal(width, height);
        terminal.StartPorttop("demo", expected: "FAILING NOW");
        terminal.Screen.ShouldContain("!! FAILING NOW");
        terminal.Press("w");
        terminal.WaitFor("q back").ShouldContain("█");
        terminal.Press("w");
        terminal.Until(() => terminal.Screen.Contains("q quit", StringComparison.Ordinal), "the table again");
    }

    [Fact]
    public void A_theme_is_changed_while_one_looks_and_a_wrong_one_says_its_line()
    {
        var home = Directory.CreateTempSubdirectory("porttop-test-").FullName;
        Directory.CreateDirectory(Path.Combine(home, "porttop/themes"));
        File.WriteAllText(Path.Combine(home, "porttop/themes/aa-mine.json"), "{ \"full\": \"blod\" }");
        using var terminal = new TmuxTerminal(120, 40);
        terminal.StartPorttop("demo --theme monochrome", $"NO_COLOR= COLORTERM=truecolor XDG_CONFIG_HOME={home}", "FAILING NOW");
        terminal.StyledScreen.ShouldNotContain("38;2;");
        terminal.Press("t");
        terminal.WaitFor("aa-mine.json:1: full: \"blod\"");
        terminal.StyledScreen.ShouldContain("38;2;");
        terminal.Press("t");
        terminal.WaitFor("Theme color-blind");
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public void What_knows_no_sequences_is_told_what_serves_instead()
    {
        using var terminal = new TmuxTerminal(80, 24);
        terminal.Type($"TERM=vt52 '{Porttop.Path}'; echo \"status $?\"");

        terminal.WaitFor("status 1").ShouldContain("porttop -b");
    }
}
