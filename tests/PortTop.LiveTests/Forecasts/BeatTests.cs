using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>More short connections than fit, with real TIME-WAIT: the countdown, asks and fits, and the beats of the full pool.</summary>
[Trait("race", "yes")]
public sealed class BeatTests : NamespaceTest
{
    private const int Ports = 600;

    /// <summary>Fills the pool in forty seconds.</summary>
    private const double Rate = 16;

    /// <summary>
    /// Asked for once the pool is full: less than its TIME-WAIT gives back a second then, so that it works for a while, and more than fits
    /// in the long run, so that it fails again. At an even rate a wave gives back just what is asked for, and whether it fails is a matter
    /// of chance.
    /// </summary>
    private const double RateWhenFull = 12;
    private const double Full = Ports / Rate;
    private const double Recent = 5;

    [Fact]
    public void A_rate_above_what_fits_is_counted_down_and_its_beats_are_foretold()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61599");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, "127.0.0.2", 8080);
        using var polls = new PollStream(Network, interval: 1);
        _ = polls.Next();

        var began = DateTimeOffset.UtcNow;
        var course = new Course(polls, load.Run(136, static time => time < Full + 1 ? Rate : RateWhenFull, static _ => false), "127.0.0.2", 8080);

        var first = load.Failures[0];
        var (off, allowed) = course.ErrorHalfway(began, first);
        off.ShouldBeLessThanOrEqualTo(allowed, "the countdown half-way");
        var middle = began + ((first - began) / 2);
        var halfway = course.At(middle).Pool;
        var asked = load.RateBetween(middle.AddSeconds(-10), middle);

        // Not what the one poll shows: on a busy machine connections come late, and then more at once.
        halfway.GetProperty("demand").GetProperty("mean").GetDouble().ShouldBe(asked, .15 * asked);
        halfway.GetProperty("fits").GetDouble().ShouldBe(Ports / 62.05, .05 * Ports / 62);

        var windows = Windows(load.Failures);
        windows.Length.ShouldBeGreaterThanOrEqualTo(2, string.Join(' ', windows));
        course.Between(windows[0].From.AddSeconds(2), windows[0].To.AddSeconds(-2)).ShouldAllBe(static pool => Course.State(pool) == "full");
        Foretold(course, windows[0].From.AddSeconds(5), "works").ShouldBe(windows[0].To, TimeSpan.FromSeconds(3));
        Foretold(course, windows[1].From.AddSeconds(-15), "fails").ShouldBe(windows[1].From, TimeSpan.FromSeconds(3));
        Foretold(course, windows[1].From.AddSeconds(5), "works").ShouldBe(windows[1].To, TimeSpan.FromSeconds(3));
    }

    /// <summary>
    /// When something was said to come, some seconds before a moment; a pool that is not full yet counts down to its failing.
    /// </summary>
    private static DateTimeOffset Foretold(Course course, DateTimeOffset at, string what)
    {
        var polls = course.Timed(at.AddSeconds(-Recent), at);
        foreach (var (time, pool) in polls.Reverse())
        {
            var forecast = pool.GetProperty("forecast");
            if (forecast.TryGetProperty(what, out var moment))
            {
                return Course.TimeOf(moment);
            }

            if (what == "fails" && Course.State(pool) == "countdown")
            {
                return time.AddSeconds(forecast.GetProperty("seconds").GetDouble());
            }
        }

        throw new ShouldAssertException($"nothing says when it {what}: {string.Join('\n', polls.Select(static poll => poll.Pool.GetRawText()))}");
    }

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
