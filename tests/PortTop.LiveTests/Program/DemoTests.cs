using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>A demo from the shell and in a terminal: no privilege, and never to be taken for an incident.</summary>
[Trait("builds", "both")]
public sealed class DemoTests
{
    [Fact]
    public void The_diagnosis_of_a_scenario_is_a_page_that_fits_into_a_terminal()
    {
        var result = Porttop.Run("demo", "beats", "--explain");

        result.Status.ShouldBe(0);
        result.Output.ShouldStartWith("DEMO");
        result.Output.ShouldContain("Why  short connections that payment-api[811] closes first");
        result.Output.ShouldContain("sysctl -w net.ipv4.tcp_tw_reuse=1");
        result.Output.ShouldContain("risk");
        var lines = result.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBeLessThanOrEqualTo(24);
        lines.ShouldAllBe(static line => line.Length <= 80);
    }

    [Fact]
    public void The_JSON_of_a_demo_says_that_it_is_one()
    {
        var result = Porttop.Run("demo", "settles", "-b", "-n", "1", "-o", "json", "--seed", "3");
        using var document = JsonDocument.Parse(result.Output);

        document.RootElement.GetProperty("host").GetString().ShouldBe("DEMO");
        document.RootElement.GetProperty("collector").GetString().ShouldBe("demo");
        document.RootElement.GetProperty("pools").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("demo nonsense", "there is no scenario \"nonsense\"; there are beats, ")]
    [InlineData("demo beats --speed 0", "--speed takes a number from 0.1 to 100, not \"0\"")]
    [InlineData("demo beats --seed x", "--seed takes a whole number, not \"x\"")]
    [InlineData("demo namespaces --netns nowhere -b", "--netns nowhere: the scenario namespaces has shop-payments, shop-search, host")]
    [InlineData("demo -n 3", "-n and -o go with -b")]
    [InlineData("explain nonsense", "\"nonsense\" is no address and port; it looks like 10.8.0.12:5432")]
    public void A_wrong_command_line_is_named_with_the_remedy(string arguments, string error)
    {
        var result = Porttop.Run(arguments.Split(' '));

        result.Status.ShouldBe(2);
        result.Errors.ShouldContain(error);
    }

    [Fact]
    public void The_scenarios_are_told()
    {
        var result = Porttop.Run("demo", "--list");

        result.Status.ShouldBe(0);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThanOrEqualTo(7);
    }

    [Fact]
    public void Every_screen_says_that_it_is_a_demo()
    {
        using var terminal = new TmuxTerminal(80, 24);
        terminal.StartPorttop("demo beats", expected: "Why   short connections");
        terminal.Screen.ShouldStartWith(" DEMO beats");
        foreach (var (key, expected) in new[] { ("e", "the pool then"), ("y", "For the chat"), ("?", "Keys"), ("i", "= each target"), ("5", "What the kernel counts") })
        {
            terminal.Press(key);
            terminal.WaitFor(expected).ShouldStartWith(" DEMO beats");
        }

        terminal.Press("Escape");
        terminal.Press("3");
        terminal.WaitFor("SOCKETS POOLS").ShouldStartWith(" DEMO beats");
        terminal.Press("1", "Enter");
        terminal.WaitFor("Ledger: where").ShouldStartWith(" DEMO beats");
        terminal.Resize(30, 8);
        terminal.WaitFor("needs 40x12").ShouldStartWith("DEMO");
        terminal.Resize(80, 24);
        terminal.WaitFor("Ledger: where");
        terminal.Press("Q");
        terminal.WaitFor("status 0").ShouldContain("porttop DEMO");
    }
}
