using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PoolTrendTests
{
    [Fact]
    public void Growth_that_goes_on_is_rising_within_seconds()
        => SecondsUntilRising(static _ => 50, free: 20_000).ShouldBeInRange(1, 15);

    [Fact]
    public void A_slow_leak_is_rising_once_it_matters()
    {
        SecondsUntilRising(static _ => 1, free: 400).ShouldBeInRange(1, 60);
        SecondsUntilRising(static _ => 1, free: 20_000).ShouldBe(-1, "five hours away");
    }

    [Fact]
    public void Churn_that_goes_up_and_down_is_not()
        => SecondsUntilRising(static second => second % 2 == 0 ? 5 : -5, free: 50).ShouldBe(-1);

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(60)]
    public void A_single_jump_is_not_whatever_the_interval(double interval)
    {
        var trend = default(PoolTrend);
        for (var poll = 0; poll < 50; poll++)
        {
            trend = trend.Next(poll == 10 ? 100 : 0, interval, 100);
            trend.IsRising.ShouldBeFalse($"at poll {poll}");
        }
    }

    [Fact]
    public void Growth_that_ends_is_over_soon()
    {
        var trend = default(PoolTrend);
        for (var second = 0; second < 60; second++)
        {
            trend = trend.Next(50, 1, 20_000);
        }

        trend.IsRising.ShouldBeTrue();
        for (var second = 0; second < 40; second++)
        {
            trend = trend.Next(0, 1, 20_000);
        }

        trend.IsRising.ShouldBeFalse();
    }

    private static int SecondsUntilRising(Func<int, double> net, int free)
    {
        var trend = default(PoolTrend);
        for (var second = 1; second <= 120; second++)
        {
            trend = trend.Next(net(second), 1, free);
            if (trend.IsRising)
            {
                return second;
            }
        }

        return -1;
    }
}
