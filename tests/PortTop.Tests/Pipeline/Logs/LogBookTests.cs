using PortTop.Model;

namespace PortTop.Tests.Pipeline.Logs;

/// <summary>What becomes of logs from poll to poll.</summary>
public sealed class LogBookTests : WatchedMonitor
{
    public LogBookTests()
    {
        Advance(1);
    }

    [Fact]
    public void A_sign_has_a_rate_and_the_times_of_its_first_and_last_line()
    {
        Logs.Add(10);
        Advance(1);
        Logs.Add(20);
        Advance(3);
        var sign = Snapshots.Last().Logs.Single().Signs.Single();

        Snapshots.Select(static poll => poll.Logs.Single().Signs.SingleOrDefault()?.Rate).ShouldBe([null, null, 10, 20, 0, 0]);
        (sign.Count.Total, sign.First, sign.Last).ShouldBe((30, Start.AddSeconds(2), Start.AddSeconds(3)));
    }

    [Fact]
    public void The_first_line_is_news_and_the_first_after_a_quiet_minute_not_each()
    {
        for (var second = 0; second < 100; second++)
        {
            Logs.Add(5);
            Advance(1);
        }

        Told().ShouldBe([2]);
        Advance(60);
        Logs.Add(1);
        Advance(1);
        Told().ShouldBe([2, 162]);
        Snapshots.Last().Events[^1].Text.ShouldBe("EADDRNOTAVAIL in /var/log/app.log: line 501");
    }

    [Fact]
    public void What_a_log_costs_stretches_no_interval()
    {
        Logs.Reading = () => Use(TimeSpan.FromMilliseconds(300));
        Advance(20);

        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(1));
    }

    private double[] Told() => [.. Snapshots.Last().Events.Where(static happened => happened.Kind == PortEventKind.LogSign).Select(static happened => (happened.Time - Start).TotalSeconds)];
}
