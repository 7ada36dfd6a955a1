using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Forecasts;

/// <summary>The parts of the flow model, each by itself.</summary>
public sealed class FlowModelTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(2047, 11)]
    [InlineData(4095, 12)]
    [InlineData(4096, 13)]
    [InlineData(int.MaxValue, 13)]
    public void Ages_are_binned_by_powers_of_two(int intervals, int bin)
    {
        AgeBins.Of(intervals).ShouldBe(bin);
        AgeBins.Start(bin).ShouldBeLessThanOrEqualTo(intervals);
    }

    [Fact]
    public void The_lateness_is_what_Little_says_and_stays_within_what_kernels_do()
    {
        var lateness = new TimerLateness();
        lateness.Seconds.ShouldBe(1);
        for (var i = 0; i < 600; i++)
        {
            lateness.Learn(overdue: 205, releases: 100, seconds: 1);
        }

        lateness.Seconds.ShouldBe(2.05, .05);
        lateness.Spread.ShouldBe(4.1, .1);
        lateness.Learn(1_000_000, 0, 1);
        lateness.Seconds.ShouldBe(2.05, .05, "nothing came back yet: how late it will be is not known");
        lateness.Learn(0, 1, 1);
        lateness.Seconds.ShouldBe(4);
    }

    [Fact]
    public void A_socket_is_counted_by_what_is_left_of_its_TIME_WAIT()
    {
        var counts = new FlowCounts();
        foreach (var milliseconds in (uint[])[0, 1, 1000, 1001, 60_000, 120_000])
        {
            counts.AddTimeWait(milliseconds);
        }

        ((int)counts.Releases[0], (int)counts.Releases[1], (int)counts.Releases[59]).ShouldBe((2, 1, 2));
        (counts.Overdue, counts.TimeWait).ShouldBe((1, 6));
    }

    [Fact]
    public void A_steady_rate_is_known_the_better_the_longer_it_is_seen()
    {
        var slots = Slots(60, static _ => 50);
        var rate = ArrivalLaw.Estimate(slots, new ForecastRoom());

        rate.PerSecond.ShouldBe(50, .5);
        rate.Window.ShouldBeGreaterThan(30);
        (rate.Growth, rate.Exponent).ShouldBe((0, 0));
    }

    [Fact]
    public void A_step_is_followed_within_seconds_and_a_stop_at_once()
    {
        ArrivalLaw.Estimate(Slots(64, static second => second < 60 ? 40 : 600), new ForecastRoom()).PerSecond.ShouldBe(600, 30);
        ArrivalLaw.Estimate(Slots(61, static second => second < 60 ? 600 : 0), new ForecastRoom()).PerSecond.ShouldBe(0);
    }

    [Fact]
    public void A_ramp_is_a_trend_and_a_wave_of_doubling_an_exponential()
    {
        var ramp = ArrivalLaw.Estimate(Slots(100, static second => 100 + (4 * second)), new ForecastRoom());
        ramp.Growth.ShouldBe(4, .3);
        ramp.PerSecond.ShouldBe(500, 15);

        var storm = ArrivalLaw.Estimate(Slots(60, static second => 20 * Math.Exp(.06 * second)), new ForecastRoom());
        storm.Exponent.ShouldBe(.06, .01);
    }

    [Fact]
    public void What_survives_never_grows_with_age()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), static left =>
        {
            var table = new LifetimeTable();
            var scale = new AgeScale(1);
            var counts = new FlowCounts();
            for (var i = 0; i < left.Length; i++)
            {
                counts.Clear();
                counts.Arrivals = 20;
                counts.Ages[i % AgeBins.Count] = (ushort)(left[i].Get % 500);
                counts.Left[i % AgeBins.Count] = (ushort)(left[i].Get % 50);
                table.Learn(counts, scale, 1);
                table.Remember(counts);
            }

            var curve = new SurvivalCurve();
            foreach (var future in Enum.GetValues<Future>())
            {
                table.Describe(curve, scale, future);
                var before = 1.0;
                for (var age = 0.0; age < 3000; age += 7)
                {
                    var now = curve.At(age);
                    now.ShouldBeInRange(0, before + 1e-9);
                    before = now;
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_projection_is_negative_or_infinite_whatever_was_counted()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Arrivals, byte Closed, byte Active, byte TimeWait)[]>(), static polls =>
        {
            var forecaster = new Forecaster();
            var room = new ForecastRoom();
            var scale = new AgeScale(1);
            var lateness = new TimerLateness();
            for (var i = 0; i < polls.Length; i++)
            {
                var poll = polls[i];
                var counts = new FlowCounts { Arrivals = poll.Arrivals, FirstSeenClosed = poll.Closed % (poll.Arrivals + 1) };
                counts.Ages[i % AgeBins.Count] = poll.Active;
                counts.Left[i % AgeBins.Count] = poll.Closed;
                counts.AddReleases(poll.TimeWait % 60, poll.TimeWait);
                var forecast = forecaster.Update(counts, 1000 - poll.Active, null, new ForecastMoment(i, scale, lateness), room);

                forecast.Earliest.ShouldBeLessThanOrEqualTo(forecast.Seconds);
                forecast.Seconds.ShouldBeLessThanOrEqualTo(forecast.Latest);
                forecast.Peak.ShouldBeInRange(0, 1300);
                forecaster.Look(counts, 1000, null, new ForecastMoment(i, scale, lateness), room).Used.ShouldAllBe(static used => used >= 0 && double.IsFinite(used));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void All_that_is_in_TIME_WAIT_comes_back_and_no_more()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static waiting =>
        {
            var counts = new FlowCounts();
            for (var i = 0; i < waiting.Length; i++)
            {
                counts.AddReleases(i % 60, waiting[i]);
            }

            double before = counts.TimeWait;
            ReleaseSchedule.HeldAfter(counts, 0, 1).ShouldBe(before);
            for (var seconds = 0.0; seconds < 70; seconds += .5)
            {
                var held = ReleaseSchedule.HeldAfter(counts, seconds, 1);
                held.ShouldBeLessThanOrEqualTo(before + 1e-9);
                before = held;
            }

            before.ShouldBe(0, 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_condition_counts_after_it_held_and_until_it_has_not_for_a_while()
    {
        var condition = default(HeldCondition);
        condition.Update(true, 1, 3, 10).ShouldBeFalse();
        condition.Update(true, 1, 3, 10).ShouldBeFalse();
        condition.Update(true, 1, 3, 10).ShouldBeFalse();
        condition.Update(true, 1, 3, 10).ShouldBeTrue();
        condition.Update(false, 9, 3, 10).ShouldBeTrue();
        condition.Update(false, 2, 3, 10).ShouldBeFalse();
        condition.Update(true, 1, 3, 10).ShouldBeFalse("it has to hold anew");
    }

    [Fact]
    public void The_largest_step_up_is_found_and_none_where_there_is_none()
    {
        var step = LoadStep.Find(Slots(100, static second => second < 70 ? 40 : 610), 1).ShouldNotBeNull();
        (step.SecondsAgo, step.Before, step.After).ShouldBe((30, 40, 610));
        LoadStep.Find(Slots(100, static _ => 300), 1).ShouldBeNull();
        LoadStep.Find(Slots(100, static second => second < 70 ? 610 : 40), 1).ShouldBeNull("a step down fills nothing");
    }

    [Fact]
    public void Half_of_the_ports_are_free_when_the_schedule_says()
    {
        // 10 a second for the last 60 seconds, of 700 ports.
        var forecaster = new Forecaster();
        var counts = Waiting(10);
        _ = forecaster.Update(counts, 100, null, new ForecastMoment(0, new AgeScale(1), new TimerLateness()), new ForecastRoom());

        // 350 are free once 250 of 600 came back: after 25 seconds, and one more for the timer.
        forecaster.Demand.HalfFreeSeconds.ShouldNotBeNull().ShouldBe(26, 1);
        forecaster.Demand.AllFreeSeconds.ShouldBe(61, 1);
        forecaster.Demand.Asks.ShouldBe(10, .5);
        forecaster.Demand.Fits.ShouldNotBeNull().ShouldBe(700 / 62.0, .1);
    }

    private static FlowCounts Waiting(int perSecond)
    {
        var counts = new FlowCounts();
        for (var second = 0; second < 60; second++)
        {
            counts.AddReleases(second, perSecond);
        }

        return counts;
    }

    private static ArrivalSlots Slots(int seconds, Func<int, double> rate)
    {
        var slots = new ArrivalSlots();
        for (var second = 0; second < seconds; second++)
        {
            slots.Push(rate(second), 1);
        }

        return slots;
    }
}
