using PortTop.Model;
using PortTop.Tui.App;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Program;

public sealed class TerminalTraitsTests
{
    [Theory]
    [InlineData("xterm-256color", true, true)]
    [InlineData("tmux-256color", true, true)]
    [InlineData("screen", true, true)]
    [InlineData("something-new", true, true)]
    [InlineData("linux", true, false)]
    [InlineData("linux-16color", true, false)]
    [InlineData("vt100", true, false)]
    [InlineData("vt220", true, false)]
    [InlineData("vt52", false, false)]
    [InlineData("dumb", false, true)]
    [InlineData("dumb-emacs-ansi", false, true)]
    [InlineData("unknown", false, true)]
    [InlineData("", false, true)]
    [InlineData(null, false, false)]
    public void A_terminal_is_sent_what_it_does_not_print(string? term, bool hasScreen, bool takesCommands)
    {
        (TerminalTraits.WhyNoScreen(Variable) is null).ShouldBe(hasScreen);
        if (hasScreen)
        {
            TerminalTraits.TakesCommands(Variable).ShouldBe(takesCommands);
        }

        string? Variable(string name) => name == "TERM" ? term : null;
    }

    [Theory]
    [InlineData("dumb", "this terminal (TERM=dumb) cannot draw a screen")]
    [InlineData("", "TERM is not set, so nothing says how to draw on this terminal")]
    [InlineData(null, "TERM is not set, so nothing says how to draw on this terminal")]
    public void A_terminal_without_a_screen_is_told_why(string? term, string reason)
        => TerminalTraits.WhyNoScreen(name => name == "TERM" ? term : null).ShouldBe(reason);

    [Theory]
    [InlineData("xterm", "C.UTF-8", true)]
    [InlineData("xterm", "de_DE.utf8", true)]
    [InlineData("xterm", "C", false)]
    [InlineData("xterm", "de_DE.ISO-8859-1", false)]
    [InlineData("xterm", null, false)]
    [InlineData("vt100", "C.UTF-8", false)]
    [InlineData("linux", "C.UTF-8", true)]
    public void Characters_beyond_ASCII_need_a_locale_and_a_terminal_that_has_them(string term, string? lang, bool isUnicode)
        => TerminalTraits.Glyphs(new Settings { Glyphs = "auto" }, name => name switch { "TERM" => term, "LANG" => lang, _ => null }).ShouldBe(isUnicode ? Glyphs.Unicode : Glyphs.Ascii);
}
