using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>What is said of pools that fill, settle, fail in beats and recover: polls in virtual time on made-up connections.</summary>
public sealed class ForecastTests : WatchedMonitor
{
    private const int Ports = 1000;

    /// <summary>Ports over TIME-WAIT and the granule of its timer.</summary>
    private const double Fits = Ports / 62.05;

    private readonly Traffic _traffic = new(1000, 1000 + Ports - 1);

    public ForecastTests()
    {
        Source.Ports = Samples.Space("1000-1999");
        Source.Traffic = Read;
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(.7)]
    [InlineData(.85)]
    [InlineData(.93)]
    public void A_rate_that_settles_never_shows_a_countdown(double share)
    {
        _traffic.Rate = time => time < 5 ? 0 : share * Fits;
        Advance(200);

        _traffic.Failures.ShouldBeEmpty();
        Pools().ShouldNotContain(static pool => pool.Status.Condition >= PoolCondition.Countdown);
        Pools().Where(static pool => pool.Status.Condition == PoolCondition.Settles).Select(static pool => pool.Status.SettlesAt!.Value)
            .Skip(20).ShouldAllBe(ratio => Math.Abs(ratio - (share * .985)) < .08);
        var demand = Pools().Last().Demand!.Value;
        demand.Asks.ShouldBe(share * Fits, share * Fits * .1);
        demand.Fits.ShouldNotBeNull().ShouldBe(Fits, Fits * .03);
        demand.IsTooMuch.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1.3, .05)]
    [InlineData(2, .05)]
    [InlineData(1.5, 3)]
    public void A_rate_above_what_fits_counts_down_to_the_first_failure(double share, double life)
    {
        _traffic.Rate = time => time < 20 ? .2 * Fits : share * Fits;
        _traffic.Life = _ => life;
        Advance(120);

        var first = _traffic.Failures[0];
        CountdownsToward(20, first).ShouldNotBeEmpty();
        ErrorAt(.5, 20, first).ShouldBeLessThanOrEqualTo(Math.Max(2.1, .1 * .5 * (first - 20)));
        var halfway = At(20 + (.5 * (first - 20)));
        halfway.Demand!.Value.IsTooMuch.ShouldBeTrue();
        halfway.Demand!.Value.Asks.ShouldBe(share * Fits, share * Fits * .15);
    }

    [Fact]
    public void A_leak_is_counted_down_once_it_was_watched_long_enough()
    {
        _traffic.Rate = static _ => 2;
        _traffic.Life = static _ => 1e9;
        Advance(505);

        var first = _traffic.Failures[0];
        ErrorAt(.75, 0, first).ShouldBeLessThanOrEqualTo(.1 * .25 * first);
        At(.75 * first).Demand!.Value.Fits.ShouldBeNull("nothing is closed");
        Pools().Last().Beats.ShouldBeNull("nobody knows when one is closed");
    }

    [Fact]
    public void A_full_pool_stays_full_from_beat_to_beat_and_its_windows_are_foretold()
    {
        _traffic.Rate = static _ => 1.4 * Fits;
        Advance(260);

        var full = Pools().SkipWhile(static pool => pool.Status.Condition != PoolCondition.Full).ToArray();
        full.Length.ShouldBeGreaterThan(200);
        full.ShouldAllBe(static pool => pool.Status.Condition == PoolCondition.Full);
        full.ShouldContain(static pool => pool.Ledger.Free > 20, "between the beats");
        var windows = Windows();
        windows.Count.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var (from, to) in windows.Skip(1).SkipLast(1))
        {
            // Half a window before, and in its middle.
            var before = At(from - 10).Beats!.Value;
            before.IsWorking.ShouldBeTrue();
            (from - 10 + before.Fails!.Value).ShouldBe(from, 3);
            var within = At((from + to) / 2).Beats!.Value;
            within.IsWorking.ShouldBeFalse();
            ((int)((from + to) / 2) + within.Works!.Value).ShouldBe(to, 3);
        }
    }

    [Fact]
    public void Full_ends_when_the_load_does()
    {
        _traffic.Rate = static time => time < 100 ? 1.4 * Fits : .3 * Fits;
        Advance(180);

        At(99).Status.Condition.ShouldBe(PoolCondition.Full);
        var after = Pools().Where(pool => pool.Status.Condition == PoolCondition.Full).Count(pool => pool.Status.Since > Start.AddSeconds(100));
        after.ShouldBe(0);
        (At(150).Status.Condition < PoolCondition.Countdown).ShouldBeTrue();
    }

    [Fact]
    public void The_first_poll_knows_the_last_minute_by_its_TIME_WAIT()
    {
        Subscription.Dispose();
        _traffic.Rate = static time => time < 40 ? 1 : 12;
        _traffic.Advance(61);
        Outcomes.Clear();
        using var watching = Watch(Wanted, Outcomes);
        Advance(.5);

        var pool = Pools().Single();
        pool.Demand!.Value.Asks.ShouldBe(12, 1.5);
        pool.Demand!.Value.Fits.ShouldNotBeNull().ShouldBe(Fits, Fits * .05);
        pool.Demand!.Value.HalfFreeSeconds.ShouldBe(0);
    }

    [Fact]
    public void Polls_that_fail_lose_nothing()
    {
        _traffic.Rate = static time => time < 20 ? 3 : 1.5 * Fits;
        Advance(35.5);
        Source.Failure = new SourceException("no");
        Advance(6);
        Source.Failure = null;
        Advance(60);

        var first = _traffic.Failures[0];
        At(first - 8).Status.Condition.ShouldBe(PoolCondition.Countdown);
        ErrorAt(.75, 20, first).ShouldBeLessThan(2.1);
    }

    [Theory]
    [InlineData(.5)]
    [InlineData(3)]
    public void Another_interval_changes_nothing_that_is_foretold(double interval)
    {
        _traffic.Rate = static time => time < 20 ? 3 : 1.3 * Fits;
        Advance(35.5);
        Wanted.OnNext(Wanted.Value with { Interval = TimeSpan.FromSeconds(interval) });
        Advance(80);

        var first = _traffic.Failures[0];
        ErrorAt(.5, 20, first).ShouldBeLessThan(Math.Max(2.1, .1 * .5 * (first - 20)));
        At(first - 5).Status.Condition.ShouldBe(PoolCondition.Countdown);
    }

    [Fact]
    public void A_pause_is_no_arrival_and_no_trouble()
    {
        _traffic.Rate = static _ => .6 * Fits;
        Advance(100.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = true });
        Advance(600);
        Wanted.OnNext(Wanted.Value with { IsPaused = false });
        Advance(5.5);

        var pool = Pools().Last();
        pool.Demand!.Value.Asks.ShouldBe(.6 * Fits, .1 * Fits);
        Pools().TakeLast(5).ShouldAllBe(static sample => sample.Status.Condition < PoolCondition.AtRisk);
    }

    [Fact]
    public void A_wider_range_is_more_capacity_and_no_arrival()
    {
        _traffic.Rate = static time => time < 20 ? 3 : 1.4 * Fits;
        Advance(45.5);
        At(45).Status.Condition.ShouldBe(PoolCondition.Countdown);
        Source.Ports = Samples.Space("1000-2999");
        _traffic.Extend(2000, 2999);
        Advance(20);

        Pools().TakeLast(5).ShouldAllBe(static pool => pool.Status.Condition < PoolCondition.Countdown);
        Pools().Last().Demand!.Value.Asks.ShouldBe(1.4 * Fits, .15 * Fits);
        Pools().Last().Demand!.Value.Fits.ShouldNotBeNull().ShouldBe(2 * Fits, .1 * Fits);
    }

    [Fact]
    public void A_burst_that_ended_by_itself_is_no_alarm_when_it_comes_again()
    {
        // Every two and a half minutes 400 connections within ten seconds: the pool is gone in between.
        _traffic.Rate = static time => time % 150 is > 10 and < 20 ? 40 : 0;
        Advance(480);

        _traffic.Failures.ShouldBeEmpty();
        Snapshots.ShouldContain(static snapshot => snapshot.Pools.Count == 0);
        Between(300, 480).ShouldNotContain(static pool => pool.Status.Condition == PoolCondition.Countdown);
    }

    [Fact]
    public void What_began_is_told_with_the_step_in_what_is_asked()
    {
        _traffic.Rate = static time => time < 100 ? 2 : 1.5 * Fits;
        Advance(125);

        var onset = At(120).Onset.ShouldNotBeNull();
        onset.Kind.ShouldBe(OnsetKind.MoreAsked);
        (onset.Time - Start).TotalSeconds.ShouldBe(100, 2.5);
        onset.Before.ShouldNotBeNull().ShouldBe(2, .5);
        onset.After.ShouldNotBeNull().ShouldBe(1.5 * Fits, 3);
        onset.IsAtLatest.ShouldBeFalse();
        At(90).Onset.ShouldBeNull();
    }

    [Fact]
    public void A_destination_that_nobody_knew_is_what_began()
    {
        _traffic.Rate = static time => time < 100 ? 0 : 1.5 * Fits;
        Advance(125);

        var onset = At(120).Onset.ShouldNotBeNull();
        onset.Kind.ShouldBe(OnsetKind.NewDestination);
        (onset.Time - Start).TotalSeconds.ShouldBe(101, 1.5);
    }

    [Fact]
    public void Connections_that_begin_to_live_longer_are_what_began()
    {
        _traffic.ClosesFirst = false;
        _traffic.Rate = static _ => 40;
        _traffic.Life = static time => time < 100 ? 2 : 60;
        Advance(135);

        var onset = Pools().Last(static pool => pool.Onset is not null).Onset!;
        onset.Kind.ShouldBe(OnsetKind.LongerLives);
        onset.Before.ShouldNotBeNull().ShouldBe(2, .5);
        (onset.Time - Start).TotalSeconds.ShouldBeInRange(100, 125);
    }

    [Fact]
    public void A_changed_range_is_what_began()
    {
        // Of 2,000 ports the first 1,000 are used; then these are nearly all there are.
        Source.Ports = Samples.Space("1000-2999");
        _traffic.Rate = static _ => .98 * Fits;
        Advance(150.5);
        At(150).Onset.ShouldBeNull();
        Source.Ports = Samples.Space("1000-1999");
        Advance(10);

        Pools().Last().Onset.ShouldNotBeNull().Kind.ShouldBe(OnsetKind.RangeChanged);
    }

    [Fact]
    public void Trouble_that_was_there_before_is_said_to_be_so()
    {
        Subscription.Dispose();
        _traffic.Rate = static time => time < 60 ? 50 : 0;
        _traffic.Life = static _ => 1e9;
        _traffic.Advance(200);
        Outcomes.Clear();
        using var watching = Watch(Wanted, Outcomes);
        Advance(.5);

        var onset = Pools().Single().Onset.ShouldNotBeNull();
        (onset.Kind, onset.IsAtLatest).ShouldBe((OnsetKind.Earlier, true));
    }

    private IEnumerable<SocketRow> Read(DateTimeOffset now)
    {
        var before = _traffic.Failures.Count;
        _traffic.Advance(Math.Max((now - Start).TotalSeconds, 0));
        Source.Failures = Failed(_traffic.Failures.Count - before);
        return _traffic.Rows();
    }

    private static FailureReading Failed(int count) => new(
        0, count == 0 ? [] : [new ConnectAttempts(Rows.Key.Source, Rows.Key.Destination, Rows.Key.Port, 0, count)], []);

    private IEnumerable<PoolSample> Pools() => Snapshots.SelectMany(static snapshot => snapshot.Pools).Where(static pool => pool.Key == Rows.Key);

    /// <summary>The pool at the last poll no later than a time.</summary>
    private PoolSample At(double seconds) => Between(seconds - 7, seconds).Last();

    private IEnumerable<PoolSample> Between(double from, double to) => Snapshots
        .Where(snapshot => (snapshot.Time - Start).TotalSeconds >= from && (snapshot.Time - Start).TotalSeconds <= to)
        .SelectMany(static snapshot => snapshot.Pools).Where(static pool => pool.Key == Rows.Key);

    private PoolSample[] CountdownsToward(double from, double to) => [.. Between(from, to).Where(static pool => pool.Status.Condition == PoolCondition.Countdown)];

    /// <summary>By how many seconds the shown countdown is off at a part of the way.</summary>
    private double ErrorAt(double part, double from, double to)
    {
        var snapshot = Snapshots.Last(candidate => (candidate.Time - Start).TotalSeconds <= from + (part * (to - from)));
        var pool = snapshot.Pools.Single(static candidate => candidate.Key == Rows.Key);
        pool.Status.Condition.ShouldBe(PoolCondition.Countdown);
        return Math.Abs((pool.Status.FullAt!.Value - Start).TotalSeconds - to);
    }

    /// <summary>When attempts failed: runs of failures that are no more than two seconds apart.</summary>
    private List<(double From, double To)> Windows()
    {
        var windows = new List<(double From, double To)>();
        foreach (var time in _traffic.Failures)
        {
            if (windows.Count > 0 && time - windows[^1].To < 2)
            {
                windows[^1] = (windows[^1].From, time);
            }
            else
            {
                windows.Add((time, time));
            }
        }

        return [.. windows.Where(static window => window.To - window.From > 4)];
    }
}
