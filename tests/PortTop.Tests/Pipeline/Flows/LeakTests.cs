using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>Connections that are opened and not closed, so slowly that the pool is full tomorrow: by two minutes of watching.</summary>
public sealed class LeakTests : WatchedTraffic
{
    private const int Whole = 28232;
    private const int Runs = 30;
    private const double Forever = 1e9;

    /// <summary>How many leak each second, and how many others come and go.</summary>
    public static TheoryData<double, double, double> Leaks => new()
    {
        { .49, 0, 0 },
        { 1, 0, 0 },
        { .6, 5, .05 },
        { 1, 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void After_two_minutes_the_ends_are_a_factor_of_two_apart_and_hold_the_truth_nine_times_in_ten(
        double leaks, double others, double life)
    {
        var (told, covered) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            if (Run(leaks, others, life, seed: run + 1, seconds: 121).Leak is { } leak)
            {
                leak.Most.ShouldBeLessThanOrEqualTo(2 * leak.Least);
                told++;
                covered += leak.Least <= leaks && leaks <= leak.Most ? 1 : 0;
            }
        }

        told.ShouldBeGreaterThanOrEqualTo(Runs * 9 / 10);
        covered.ShouldBeGreaterThanOrEqualTo(told * 9 / 10);
    }

    /// <summary>Others that come each second, and for how long they live.</summary>
    [Theory]
    [InlineData(5, .05)]
    [InlineData(2, 20)]
    [InlineData(1, 200)]
    public void Where_as_many_end_as_come_nothing_leaks(double others, double life)
    {
        var said = 0;
        for (var run = 0; run < Runs; run++)
        {
            said += Run(0, others, life, seed: run + 1, seconds: 121, late: 1200).Leak is null ? 0 : 1;
        }

        said.ShouldBeLessThanOrEqualTo(Runs / 20);
    }

    private PoolSample Run(double leaks, double others, double life, int seed, double seconds, double late = 0)
    {
        Subscription.Dispose();
        Outcomes.Clear();
        Use(Whole, seed);
        IsWatching = false;
        var random = new Random(seed);
        Load.IsRandom = true;
        Load.Rate = _ => leaks + others;
        Load.Life = _ => random.NextDouble() * (leaks + others) < leaks ? Forever : -Math.Log(1 - random.NextDouble()) * life;
        Offset = late - (Scheduler.Now - Start).TotalSeconds;
        Load.Advance(late);
        using var watching = Watch(Wanted, Outcomes);
        Advance(seconds);
        return Pools().Last();
    }
}
