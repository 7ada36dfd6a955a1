using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>Short connections that fit, with real TIME-WAIT: a ramp of a minute that is no exhaustion.</summary>
[Trait("race", "yes")]
public sealed class SettlingTests : NamespaceTest
{
    private const int Ports = 600;

    /// <summary>
    /// Far enough from full that a busy machine, which makes some of them late and then more at once, brings it to no risk.
    /// </summary>
    private const double Share = .7;

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

        // How early it is told, and for how long, goes by how even the rate is: a busy machine is late with some connections, and a test in
        // virtual time has the others. Here it must be told at all, and be what comes of it.
        var settling = course.Between(course.Start.AddSeconds(20), course.Start.AddSeconds(78)).Where(static pool => Course.State(pool) == "settles").ToArray();
        settling.ShouldNotBeEmpty(string.Join(' ', course.States));
        var asked = load.RateBetween(course.Start, course.Start.AddSeconds(78));
        settling[^1].GetProperty("forecast").GetProperty("ratio").GetDouble().ShouldBe(asked * 62 / Ports, .07);
        var end = course.Start.AddSeconds(75);
        course.At(end).Pool.GetProperty("usedRatio").GetDouble().ShouldBe(load.RateBetween(end.AddSeconds(-61), end) * 61 / Ports, .05);
    }
}
