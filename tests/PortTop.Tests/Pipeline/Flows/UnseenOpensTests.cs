using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>Connections that the kernel counted and no poll saw: what is asked for is the least then.</summary>
public sealed class UnseenOpensTests
{
    [Theory]
    [InlineData(9.0, 0.0, false)]
    [InlineData(14.0, 0.0, false)]
    [InlineData(16.0, 0.0, true)]
    [InlineData(9.0, .5, true)]
    public void What_is_asked_for_is_the_least_where_the_kernel_counted_more(double opens, double overflows, bool isAtLeast)
    {
        var pools = new List<PoolSample> { Asked(10) };

        Watch(pools, [Count("activeOpens", opens), Count("twOverflow", overflows)]);

        pools[0].Demand!.Value.IsAtLeast.ShouldBe(isAtLeast);
    }

    [Fact]
    public void Many_more_are_a_part_of_all_of_them()
    {
        var pools = new List<PoolSample> { Asked(1000) };

        Watch(pools, [Count("activeOpens", 1100)]);
        pools[0].Demand!.Value.IsAtLeast.ShouldBeFalse("a tenth changes nothing");

        Watch(pools, [Count("activeOpens", 2000)]);
        pools[0].Demand!.Value.IsAtLeast.ShouldBeTrue();
    }

    [Fact]
    public void Without_counters_nothing_is_said()
    {
        var pools = new List<PoolSample> { Asked(10) };

        Watch(pools, [new CounterSample(KernelCounter.All.First(static counter => counter.Id == "activeOpens"), 5000, null)]);

        pools[0].Demand!.Value.IsAtLeast.ShouldBeFalse();
    }

    [Fact]
    public void A_poll_that_reads_counters_late_changes_nothing()
    {
        var unseen = new UnseenOpens();
        var pools = new List<PoolSample> { Asked(100) };
        for (var poll = 0; poll < 30; poll++)
        {
            unseen.Apply(pools, [Count("activeOpens", poll % 2 == 0 ? 160 : 40)], 1);
            pools[0].Demand!.Value.IsAtLeast.ShouldBeFalse();
        }
    }

    private static void Watch(List<PoolSample> pools, CounterSample[] counters)
    {
        var unseen = new UnseenOpens();
        for (var poll = 0; poll < 20; poll++)
        {
            unseen.Apply(pools, counters, 1);
        }
    }

    private static PoolSample Asked(double opened) => Samples.Pool(5432, 10) with
    {
        Opened = opened,
        Demand = new PoolDemand { Asks = opened, Mean = opened, Least = opened },
    };

    private static CounterSample Count(string id, double rate) => new(KernelCounter.All.First(counter => counter.Id == id), 5000, rate);
}
