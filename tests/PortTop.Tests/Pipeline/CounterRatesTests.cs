using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

public sealed class CounterRatesTests
{
    private static readonly int Gauge = KernelCounter.All.ToList().FindIndex(static counter => counter.IsGauge);

    private readonly CounterRates _rates = new();

    [Fact]
    public void A_counter_has_a_rate_from_the_second_poll_on_and_a_gauge_none()
    {
        Next(null, (0, 10), (Gauge, 7)).Select(static sample => sample.Rate).ShouldBe([null, null]);

        Next(2, (0, 16), (Gauge, 9)).Select(static sample => (sample.Value, sample.Rate)).ShouldBe([(16, 3), (9, null)]);
    }

    [Fact]
    public void A_counter_that_began_anew_has_no_negative_rate()
    {
        Next(null, (0, 10));

        Next(1, (0, 3)).Single().Rate.ShouldBe(0);
    }

    [Fact]
    public void What_the_kernel_does_not_have_is_left_out()
        => Next(null, (1, 10)).Single().Counter.ShouldBe(KernelCounter.All[1]);

    [Fact]
    public void A_counter_that_came_since_has_no_rate_yet()
    {
        Next(null, (0, 10));

        Next(1, (0, 10), (1, 5)).Select(static sample => sample.Rate).ShouldBe([0, null]);
    }

    [Fact]
    public void Where_none_are_read_there_are_none() => _rates.Next([], 1).ShouldBeEmpty();

    private IReadOnlyList<CounterSample> Next(double? seconds, params (int Place, long Value)[] values)
    {
        var all = new long?[KernelCounter.All.Count];
        foreach (var (place, value) in values)
        {
            all[place] = value;
        }

        return _rates.Next(all, seconds);
    }
}
