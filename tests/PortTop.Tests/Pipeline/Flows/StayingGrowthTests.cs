using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>A leak grows and grows; bursts, noise and a single jump do not.</summary>
public sealed class StayingGrowthTests
{
    [Fact]
    public void What_grows_on_is_seen_after_half_a_minute_at_its_rate()
    {
        var growth = new StayingGrowth();
        double? seen = growth.Next(100, null);
        for (var second = 1; second <= 60; second++)
        {
            seen = growth.Next(100 + (3 * second), 1);
            (seen is null).ShouldBe(second < 30);
        }

        seen!.Value.ShouldBe(3, .01);
    }

    [Fact]
    public void A_jump_is_no_growth()
    {
        var growth = new StayingGrowth();
        _ = growth.Next(10, null);
        for (var second = 1; second <= 120; second++)
        {
            (growth.Next(second < 40 ? 10 : 300, 1) ?? 0).ShouldBe(0);
        }
    }

    [Fact]
    public void Noise_is_hardly_ever_growth()
    {
        var random = new Random(5);
        var growth = new StayingGrowth();
        _ = growth.Next(200, null);
        var wrong = 0;
        for (var second = 1; second <= 5_000; second++)
        {
            wrong += growth.Next(200 + random.Next(-20, 21), 1) > 0 ? 1 : 0;
        }

        wrong.ShouldBeLessThan(150);
    }

    [Fact]
    public void A_poll_that_cannot_be_compared_begins_anew()
    {
        var growth = new StayingGrowth();
        _ = growth.Next(0, null);
        for (var second = 1; second <= 40; second++)
        {
            _ = growth.Next(second, 1);
        }

        growth.Next(41, null).ShouldBeNull();
        growth.Next(42, 1).ShouldBeNull();
    }
}
