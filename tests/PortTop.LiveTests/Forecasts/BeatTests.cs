using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>More short connections than fit, with real TIME-WAIT: the countdown, asks and fits, and the beats of the full pool.</summary>
public sealed class BeatTests : NamespaceTest
{
    private const int Ports = 600;
    private const double Rate = 13.5;

    [Fact]
    public void A_rate_above_what_fits_is_counted_down_and_its_beats_are_foretold()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61599");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, "127.0.0.2", 8080);
        using var polls = new PollStream(Network, interval: 1);
        _ = polls.Next();

        var began = DateTimeOffset.UtcNow;
        var course = new Course(polls, load.Run(134, static _ => Rate, static _ => false), "127.0.0.2", 8080);

        var first = load.Failures[0];
        var (off, allowed) = course.ErrorHalfway(began, first);
        off.ShouldBeLessThanOrEqualTo(allowed, "the countdown half-way");
        var halfway = course.At(began + ((first - began) / 2)).Pool;
        halfway.GetProperty("demand").GetProperty("asks").GetDouble().ShouldBe(Rate, .1 * Rate);
        halfway.GetProperty("fits").GetDouble().ShouldBe(Ports / 62.05, .05 * Ports / 62);

        course.States.SkipWhile(static state => state != "full").ShouldAllBe(static state => state == "full", "from beat to beat");
        var windows = Windows(load.Failures);
        windows.Length.ShouldBeGreaterThanOrEqualTo(2);
        Foretold(course, windows[0].From.AddSeconds(5), "works").ShouldBe(windows[0].To, TimeSpan.FromSeconds(3));
        Foretold(course, windows[1].From.AddSeconds(-15), "fails").ShouldBe(windows[1].From, TimeSpan.FromSeconds(3));
        Foretold(course, windows[1].From.AddSeconds(5), "works").ShouldBe(windows[1].To, TimeSpan.FromSeconds(3));
    }

    private static DateTimeOffset Foretold(Course course, DateTimeOffset at, string what)
        => Course.TimeOf(course.At(at).Pool.GetProperty("forecast").GetProperty(what));

    /// <summary>Runs of failures no more than a second and a half apart, longer than the saw of the timer.</summary>
    private static (DateTimeOffset From, DateTimeOffset To)[] Windows(List<DateTimeOffset> failures)
    {
        var windows = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var time in failures)
        {
            if (windows.Count > 0 && (time - windows[^1].To).TotalSeconds < 1.5)
            {
                windows[^1] = (windows[^1].From, time);
            }
            else
            {
                windows.Add((time, time));
            }
        }

        return [.. windows.Where(static window => (window.To - window.From).TotalSeconds > 5)];
    }
}
