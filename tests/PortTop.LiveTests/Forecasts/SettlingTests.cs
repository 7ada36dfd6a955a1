using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>Short connections that fit, with real TIME-WAIT: a ramp of a minute that is no exhaustion.</summary>
public sealed class SettlingTests : NamespaceTest
{
    private const int Ports = 600;
    private const double Share = .85;

    [Fact]
    public void A_rate_that_settles_never_shows_a_countdown()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61599");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, "127.0.0.2", 8080);
        using var polls = new PollStream(Network, interval: 1);
        _ = polls.Next();

        var course = new Course(polls, load.Run(80, static _ => Share * Ports / 62.05, static _ => false), "127.0.0.2", 8080);

        load.Failures.ShouldBeEmpty();
        course.States.ShouldNotContain("countdown");
        course.States.ShouldNotContain("full");
        var settling = course.At(course.Start.AddSeconds(35)).Pool;
        Course.State(settling).ShouldBe("settles");
        settling.GetProperty("forecast").GetProperty("ratio").GetDouble().ShouldBe(Share, .05);
        course.At(course.Start.AddSeconds(75)).Pool.GetProperty("usedRatio").GetDouble().ShouldBe(Share, .05);
    }
}
