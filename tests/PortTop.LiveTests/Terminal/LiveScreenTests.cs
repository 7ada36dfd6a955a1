using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>The live screen on real sockets, as a person sees it.</summary>
public sealed class LiveScreenTests : NamespaceTest
{
    public LiveScreenTests()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61019");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("::1", 8080);
        Peers.Connect("127.0.0.2", 8080, 20);
        Peers.Connect("127.0.0.3", 8080, 12);
        Peers.Connect("::1", 8080, 3);
    }

    [Theory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    [InlineData(60, 15)]
    public void The_first_screen_shows_range_pools_and_states(int width, int height)
    {
        using var terminal = new TmuxTerminal(width, height, Network);
        terminal.StartPorttop();
        var screen = terminal.Screen;

        screen.Split('\n')[0].ShouldContain("not seen: ");
        screen.ShouldContain("!! FULL");
        screen.ShouldContain("0 free of 20");
        screen.ShouldContain("127.0.0.2:8080");
        screen.ShouldContain("127.0.0.3:8080");
        screen.ShouldContain("[::1]:8080");
        screen.ShouldContain("61000–61019");
        screen.ShouldContain("q quit");
        screen.Split('\n').ShouldAllBe(line => line.Length <= width);
    }

    private static void Selects(TmuxTerminal terminal, string destination) => terminal.Until(
        () => terminal.Screen.Split('\n').Any(line => line.StartsWith('▸') && line.Contains(destination, StringComparison.Ordinal)), destination + " is selected");

    [Fact]
    public void Keys_do_what_help_says()
    {
        KernelFeatures.NeedTellingBound();
        using var terminal = new TmuxTerminal(120, 40, Network);
        terminal.StartPorttop();
        terminal.Press("j");
        Selects(terminal, "127.0.0.3:8080");
        terminal.Press("Enter");
        terminal.WaitFor("9 Sockets  1–");
        terminal.Screen.ShouldContain(" of 12");
        terminal.WaitFor("= free now    exact");
        terminal.Press("Escape");
        Selects(terminal, "127.0.0.3:8080");
        terminal.Press("S", "g");
        Selects(terminal, "[::1]:8080");
        terminal.Press("Space");
        terminal.WaitFor("PAUSED at ");
        terminal.Press("Space");
        terminal.Until(() => !terminal.Screen.Contains("PAUSED", StringComparison.Ordinal), "polling again");

        // In the first second there is no past.
        terminal.Until(
            () =>
            {
                terminal.Press(",");
                return terminal.Screen.Contains("THE PAST: ", StringComparison.Ordinal);
            },
            "the past");
        terminal.Press("Escape");
        terminal.Until(() => !terminal.Screen.Contains("THE PAST", StringComparison.Ordinal), "now again");
        terminal.Press("?");
        terminal.WaitFor("the row above");
        terminal.Press("G");
        terminal.WaitFor("What is not seen");
        terminal.Press("q", "q");
        terminal.WaitFor("status 0");
    }

    [Fact]
    public void A_connection_that_opens_shows_at_the_next_poll()
    {
        using var terminal = new TmuxTerminal(80, 24, Network);
        terminal.StartPorttop("-d 0.2");
        terminal.WaitFor("8  60%");
        Peers.Connect("127.0.0.3", 8080, 8);

        terminal.WaitFor("2 full");
    }

    [Fact]
    public void A_resize_draws_what_fits()
    {
        using var terminal = new TmuxTerminal(120, 40, Network);
        terminal.StartPorttop();
        terminal.Screen.ShouldContain("by none");
        terminal.Resize(60, 15);
        terminal.Until(() => !terminal.Screen.Contains("by none", StringComparison.Ordinal) && terminal.Screen.Contains("q quit", StringComparison.Ordinal), "the small screen");
        terminal.Resize(200, 50);
        terminal.WaitFor("by none");
        terminal.WaitFor("CLOSE-WAIT   ESTAB");
    }

    [Fact]
    public void ASCII_and_no_colour_are_kept()
    {
        using var terminal = new TmuxTerminal(120, 40, Network);
        terminal.StartPorttop("--ascii", "NO_COLOR=1");
        terminal.Screen.ShouldAllBe(static character => character < 0x80);
        terminal.StyledScreen.ShouldNotContain("[38;");
        terminal.StyledScreen.ShouldNotContain("[31m");
        terminal.Press("q");
        terminal.WaitFor("status 0");
        terminal.StartPorttop("", "NO_COLOR= COLORTERM=truecolor");
        terminal.StyledScreen.ShouldContain("38;2;", Case.Sensitive, "an empty NO_COLOR is none");
    }

    [Fact]
    public void A_theme_is_used_and_a_wrong_setting_is_said_on_the_screen()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{ \"theme\": \"monochrome\",\n \"nonsense\": 1 }");
        using var terminal = new TmuxTerminal(120, 40, Network);
        terminal.StartPorttop($"--config {file}", "COLORTERM=truecolor");
        terminal.StyledScreen.ShouldNotContain("38;2;");
        terminal.WaitFor($"{file}:2: there is no setting \"nonsense\"");
        terminal.Press("Escape");
        terminal.Until(() => !terminal.Screen.Contains("nonsense", StringComparison.Ordinal), "the notice put away");
        terminal.Press("q");
        terminal.WaitFor("porttop: " + file);
        File.Delete(file);
    }

    [Fact]
    public void An_ordinary_user_has_the_same_screen()
    {
        using var terminal = new TmuxTerminal(80, 24, Network);
        terminal.Type($"setpriv --reuid=65534 --regid=65534 --clear-groups '{Porttop.Path}'");
        terminal.WaitFor("0 free of 20");
        terminal.Screen.Split('\n')[0].ShouldContain(" live");
    }

    [Theory]
    [InlineData("TERM=dumb", "this terminal (TERM=dumb) cannot draw a screen")]
    [InlineData("TERM=", "TERM is not set")]
    [InlineData("-u TERM", "TERM is not set")]
    public void A_terminal_that_can_show_nothing_is_told_what_serves_instead(string term, string reason)
    {
        using var terminal = new TmuxTerminal(160, 24, Network);
        terminal.Type($"env {term} '{Porttop.Path}'; echo \"status $?\"");

        var screen = terminal.WaitFor("status 1");
        screen.ShouldContain("porttop: " + reason);
        screen.ShouldContain("\"porttop -b\" writes lines instead");
    }

    [Fact]
    public void A_poll_that_fails_is_said_and_the_next_good_one_ends_it()
    {
        var proc = Directory.CreateTempSubdirectory("porttop-test-").FullName;
        using var terminal = new TmuxTerminal(80, 24, Network);
        terminal.StartPorttop("-d 0.2", $"PROC_ROOT={proc}", expected: "POLL FAILED");
        Directory.CreateDirectory(Path.Combine(proc, "sys/net/ipv4"));
        File.WriteAllText(Path.Combine(proc, "sys/net/ipv4/ip_local_reserved_ports"), "\n");
        File.WriteAllText(Path.Combine(proc, "sys/net/ipv4/ip_local_port_range"), "61000 61039\n");

        terminal.WaitFor("20 free of 40");
        terminal.Screen.ShouldNotContain("POLL FAILED");
        Directory.Delete(proc, recursive: true);
    }
}
