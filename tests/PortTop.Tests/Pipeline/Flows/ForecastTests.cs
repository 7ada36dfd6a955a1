using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>What is said of pools that fill, settle, fail in beats and recover: polls in virtual time on made-up connections.</summary>
public sealed class ForecastTests : WatchedTraffic
{
    [Theory]
    [InlineData(.5)]
    [InlineData(.7)]
    [InlineData(.85)]
    [InlineData(.93)]
    public void A_rate_that_settles_never_shows_a_countdown(double share)
    {
        Load.Rate = time => time < 5 ? 0 : share * Fits;
        Advance(200);

        Load.Failures.ShouldBeEmpty();
        Pools().ShouldNotContain(static pool => pool.Status.Condition >= PoolCondition.Countdown);
        Pools().Where(static pool => pool.Status.Condition == PoolCondition.Settles).Select(static pool => pool.Status.SettlesAt!.Value)
            .Skip(20).ShouldAllBe(ratio => Math.Abs(ratio - (share * .985)) < .08);
        var demand = Pools().Last().Demand!.Value;
        demand.Mean.ShouldBe(share * Fits, share * Fits * .1);
        demand.Fits.ShouldNotBeNull().ShouldBe(Fits, Fits * .03);
        demand.IsTooMuch.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1.3, .05)]
    [InlineData(2, .05)]
    [InlineData(1.5, 3)]
    public void A_rate_above_what_fits_counts_down_to_the_first_failure(double share, double life)
    {
        Load.Rate = time => time < 20 ? .2 * Fits : share * Fits;
        Load.Life = _ => life;
        Advance(120);

        var first = Load.Failures[0];
        CountdownsToward(20, first).ShouldNotBeEmpty();
        ErrorAt(.5, 20, first).ShouldBeLessThanOrEqualTo(Math.Max(2.1, .1 * .5 * (first - 20)));
        var halfway = At(20 + (.5 * (first - 20)));
        halfway.Demand!.Value.IsTooMuch.ShouldBeTrue();
        halfway.Demand!.Value.Mean.ShouldBe(share * Fits, share * Fits * .15);
    }

    [Fact]
    public void A_leak_is_counted_down_once_it_was_watched_long_enough()
    {
        Load.Rate = static _ => 2;
        Load.Life = static _ => 1e9;
        Advance(505);

        var first = Load.Failures[0];
        ErrorAt(.75, 0, first).ShouldBeLessThanOrEqualTo(.1 * .25 * first);
        At(.75 * first).Demand!.Value.Fits.ShouldBeNull("nothing is closed");
        Pools().Last().Beats.ShouldBeNull("nobody knows when one is closed");
    }

    [Fact]
    public void A_pool_that_works_and_fails_in_turn_is_full_only_while_it_fails()
    {
        Load.Rate = static _ => 1.4 * Fits;
        Advance(260);

        var full = Pools().SkipWhile(static pool => pool.Status.Condition != PoolCondition.Full).ToArray();
        full.Length.ShouldBeGreaterThan(200);
        full.ShouldAllBe(static pool => pool.Status.Condition >= PoolCondition.Waves);
        full.Where(static pool => pool.Ledger.Free > 0).ShouldAllBe(static pool => pool.Status.Condition == PoolCondition.Waves);
        full.ShouldContain(static pool => pool.Ledger.Free > 20, "between the beats");
    }

    /// <summary>
    /// The clients of a busy machine: nothing comes for some seconds, and then what is late comes at once. It is the course of the live
    /// test of waves: the pool fills, and is then asked for a quarter more than fits.
    /// </summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(7, 2)]
    [InlineData(9, 4)]
    public void The_next_failures_are_foretold_where_clients_come_unevenly_too(double every, double idle)
    {
        var steady = Ports / 37.5;
        Load.Rate = time => Uneven(time, every, idle) * (time < 38.5 ? steady : 1.25 * Fits);
        Advance(250);

        var waves = Between(62, 250).Where(static pool => pool.Status.Condition >= PoolCondition.Failed).ToArray();
        waves.Length.ShouldBeGreaterThan(100);
        waves.Count(static pool => pool.Beats is not { Fails: not null }).ShouldBeLessThanOrEqualTo(waves.Length / 20);
    }

    private static double Uneven(double time, double every, double idle) => time % every < idle ? 0 : every / (every - idle);

    [Fact]
    public void A_load_that_grows_while_a_pool_is_full_did_not_begin_that()
    {
        Load.Rate = static time => time < 20 ? 0 : time < 130 ? 1.4 * Fits : 6 * Fits;
        Advance(200);

        var told = Between(100, 200).Select(static pool => pool.Onset).OfType<PoolOnset>().ToArray();
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(static onset => onset.Kind == OnsetKind.NewDestination && onset.Time < Start.AddSeconds(25));
    }

    [Fact]
    public void What_was_at_risk_at_first_sight_and_is_full_later_did_not_begin_before()
    {
        Subscription.Dispose();
        Load.Life = static _ => 1e9;
        Load.Rate = static time => time < 40 ? 24.3 : time < 70 ? 0 : 4;
        Load.Advance(45);
        Offset = 45;
        using var late = Watch(Wanted, Outcomes);
        Advance(60);

        Pools().Last().Status.Condition.ShouldBe(PoolCondition.Full);
        Pools().Last().Failures!.Value.BeganBefore.ShouldBeFalse();
        Pools().First().Onset!.Kind.ShouldBe(OnsetKind.Earlier, "it was at risk then");
        (Pools().Last().Onset?.IsAtLatest ?? false).ShouldBeFalse();
    }

    [Fact]
    public void Full_ends_when_the_load_does()
    {
        Load.Rate = static time => time < 100 ? 1.4 * Fits : .3 * Fits;
        Advance(200);

        (At(99).Status.Condition >= PoolCondition.Waves).ShouldBeTrue();
        var after = Pools().Where(pool => pool.Status.Condition >= PoolCondition.Waves)
            .Count(pool => pool.Status.Since > Start.AddSeconds(100));
        after.ShouldBe(0);
        (At(190).Status.Condition < PoolCondition.Countdown).ShouldBeTrue();
    }

    [Fact]
    public void The_first_poll_knows_the_last_minute_by_its_TIME_WAIT()
    {
        Subscription.Dispose();
        Load.Rate = static time => time < 40 ? 1 : 12;
        Load.Advance(61);
        Outcomes.Clear();
        using var watching = Watch(Wanted, Outcomes);
        Advance(.5);

        var pool = Pools().Single();
        pool.Demand!.Value.Mean.ShouldBe(12, 1.5);
        pool.Demand!.Value.Fits.ShouldNotBeNull().ShouldBe(Fits, Fits * .05);
        pool.Demand!.Value.HalfFreeSeconds.ShouldBe(0);
    }

    [Fact]
    public void Polls_that_fail_lose_nothing()
    {
        Load.Rate = static time => time < 20 ? 3 : 1.5 * Fits;
        Advance(35.5);
        Source.Failure = new SourceException("no");
        Advance(6);
        Source.Failure = null;
        Advance(60);

        var first = Load.Failures[0];
        At(first - 8).Status.Condition.ShouldBe(PoolCondition.Countdown);
        ErrorAt(.75, 20, first).ShouldBeLessThan(2.1);
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(3)]
    public void Another_interval_changes_nothing_that_is_foretold(double interval)
    {
        Load.Rate = static time => time < 20 ? 3 : 1.3 * Fits;
        Advance(35.5);
        Wanted.OnNext(Wanted.Value with { Interval = TimeSpan.FromSeconds(interval) });
        Advance(80);

        var first = Load.Failures[0];
        ErrorAt(.5, 20, first).ShouldBeLessThan(Math.Max(2.1, .1 * .5 * (first - 20)));
        At(first - 5).Status.Condition.ShouldBe(PoolCondition.Countdown);
    }

    [Fact]
    public void A_pause_is_no_arrival_and_no_trouble()
    {
        Load.Rate = static _ => .6 * Fits;
        Advance(100.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = true });
        Advance(600);
        Wanted.OnNext(Wanted.Value with { IsPaused = false });
        Advance(5.5);

        var pool = Pools().Last();
        pool.Demand!.Value.Mean.ShouldBe(.6 * Fits, .1 * Fits);
        Pools().TakeLast(5).ShouldAllBe(static sample => sample.Status.Condition < PoolCondition.AtRisk);
    }

    [Fact]
    public void A_wider_range_is_more_capacity_and_no_arrival()
    {
        Load.Rate = static time => time < 20 ? 3 : 1.4 * Fits;
        Advance(45.5);
        At(45).Status.Condition.ShouldBe(PoolCondition.Countdown);
        Source.Ports = Samples.Space("1000-2999");
        Load.Extend(2000, 2999);
        Advance(20);

        Pools().TakeLast(5).ShouldAllBe(static pool => pool.Status.Condition < PoolCondition.Countdown);
        Pools().Last().Demand!.Value.Mean.ShouldBe(1.4 * Fits, .15 * Fits);
        Pools().Last().Demand!.Value.Fits.ShouldNotBeNull().ShouldBe(2 * Fits, .1 * Fits);
    }

    [Fact]
    public void A_burst_that_ended_by_itself_is_no_alarm_when_it_comes_again()
    {
        // Every two and a half minutes 400 connections within ten seconds: the pool is gone in between.
        Load.Rate = static time => time % 150 is > 10 and < 20 ? 40 : 0;
        Advance(480);

        Load.Failures.ShouldBeEmpty();
        Snapshots.ShouldContain(static snapshot => snapshot.Pools.Count == 0);
        Between(300, 480).ShouldNotContain(static pool => pool.Status.Condition == PoolCondition.Countdown);
    }

    [Fact]
    public void A_pool_that_was_full_and_is_empty_counts_down_to_nothing()
    {
        Load.Rate = static time => time < 60 ? 30 : 0;
        Load.ClosesFirst = false;
        Load.Life = static time => 60 - time;
        Advance(90);

        At(58).Status.Condition.ShouldBe(PoolCondition.Full);
        Between(61, 90).ShouldNotContain(static pool => pool.Status.Condition == PoolCondition.Countdown || pool.Status.Condition == PoolCondition.AtRisk);
    }

    [Fact]
    public void A_load_that_grew_after_one_that_ended_is_no_surge_that_is_known()
    {
        Load.Rate = static time => time < 40 ? 10 : time < 75 ? 0 : 30;
        Advance(120);

        var first = Load.Failures[0];
        CountdownsToward(75 + ((first - 75) / 2), first).Length.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Of_open_connections_TIME_WAIT_says_nothing_and_neither_does_the_first_poll()
    {
        Subscription.Dispose();
        Load.Rate = static _ => 5;
        Load.Life = static _ => 1e9;
        Advance(60);
        Outcomes.Clear();
        using var watching = Watch(Wanted, Outcomes);
        Advance(.5);

        Pools().Single().Demand.ShouldBeNull("unknown is not 0");
        Advance(4);
        Pools().Last().Demand!.Value.Mean.ShouldBe(5, 1.5);
        Pools().Last().Demand!.Value.Fits.ShouldBeNull();
    }

    [Theory]
    [InlineData(TcpState.TimeWait, false, true)]
    [InlineData(TcpState.TimeWait, true, true)]
    [InlineData(TcpState.FinWait2, false, true)]
    [InlineData(TcpState.FinWait2, true, false)]
    public void A_port_in_FIN_WAIT_2_is_not_given_out_again_as_one_in_TIME_WAIT_is(TcpState state, bool isReused, bool isTimeWait)
        => FlowBook.IsTimeWait(Rows.Socket(1, 1000, state: state) with { Timer = TimeWaitReuse.TimeWaitTimer }, isReused).ShouldBe(isTimeWait);

    private PoolSample[] CountdownsToward(double from, double to) => [.. Between(from, to).Where(static pool => pool.Status.Condition == PoolCondition.Countdown)];

    /// <summary>By how many seconds the shown countdown is off at a part of the way.</summary>
    private double ErrorAt(double part, double from, double to)
    {
        var snapshot = Snapshots.Last(candidate => (candidate.Time - Start).TotalSeconds <= from + (part * (to - from)));
        var pool = snapshot.Pools.Single(static candidate => candidate.Key == Rows.Key);
        pool.Status.Condition.ShouldBe(PoolCondition.Countdown);
        return Math.Abs((pool.Status.FullAt!.Value - Start).TotalSeconds - to);
    }
}
