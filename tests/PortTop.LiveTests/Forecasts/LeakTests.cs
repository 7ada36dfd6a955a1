using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>Connections that are never closed, among short ones whose ports in TIME-WAIT the kernel gives out again.</summary>
[Trait("race", "yes")]
public sealed class LeakTests : NamespaceTest
{
    [Fact]
    public void A_leak_is_counted_down_where_TIME_WAIT_is_given_out_again_and_a_check_is_critical()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61399");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "1");
        using var load = new Load(Network, "127.0.0.2", 8080);
        using var polls = new PollStream(Network, interval: 1);
        _ = polls.Next();

        // One of three stays: six a second, of four hundred ports.
        var began = DateTimeOffset.UtcNow;
        var course = new Course(polls, load.Run(72, static _ => 18, static number => number % 3 == 0), "127.0.0.2", 8080);

        var first = load.Failures[0];
        var (off, allowed) = course.ErrorHalfway(began, first);
        off.ShouldBeLessThanOrEqualTo(allowed, "the countdown half-way");
        var answer = Network.Run(static () => Command.Run(Porttop.Path, ["check"]));
        answer.Status.ShouldBe(2, answer.Output);
        answer.Output.ShouldStartWith("PORTTOP CRITICAL - 127.0.0.1 -> 127.0.0.2:8080 ");
    }
}
