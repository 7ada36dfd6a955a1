using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>
/// What is said of a load that stays the same and is so many times what fits: by somebody who came before it and by somebody who came late,
/// with failures watched and not.
/// </summary>
public sealed class LoadTests : WatchedTraffic
{
    /// <summary>Seconds from one release of a port to its next.</summary>
    private const double Beat = 62.05;

    /// <summary>When the load begins for those who came before it, and how long the others come late.</summary>
    private const double Begins = 20;
    private const double Late = 400;

    /// <summary>From the second minute on, and for three beats.</summary>
    private const double From = Begins + 62;
    private const double To = From + (3 * Beat);

    private DateTimeOffset _first;
    private double _before;

    public static TheoryData<double, int, bool, bool> Loads
    {
        get
        {
            var loads = new TheoryData<double, int, bool, bool>();
            foreach (var times in new[] { .5, .9, 1.1, 2, 12 })
            {
                foreach (var ports in new[] { 200, 1000 })
                {
                    loads.Add(times, ports, true, true);
                    loads.Add(times, ports, true, false);
                    loads.Add(times, ports, false, true);
                    loads.Add(times, ports, false, false);
                }
            }

            return loads;
        }
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public void What_is_said_is_what_is_counted(double times, int ports, bool isWatched, bool isLate)
    {
        using var watching = Begin(times, ports, isWatched, isLate, isRandom: false);

        foreach (var (_, pool) in Told())
        {
            var demand = pool.Demand.ShouldNotBeNull();
            demand.Asks.ShouldBeGreaterThanOrEqualTo((pool.Opened ?? 0) + (pool.Failed ?? 0));
            var said = demand.Excess.ShouldNotBeNull();
            if (times < 1)
            {
                said.ShouldBe(0);
                (pool.Status.Condition < PoolCondition.Failed).ShouldBeTrue();
            }
            else if (isWatched)
            {
                said.ShouldBe(Counted, .05);
                demand.IsAtLeast.ShouldBeFalse();
            }
        }
    }

    [Theory]
    [InlineData(1.1, 500)]
    [InlineData(1.1, 1000)]
    [InlineData(2, 200)]
    [InlineData(2, 1000)]
    [InlineData(12, 200)]
    [InlineData(12, 1000)]
    public void What_is_said_to_fail_at_least_does_and_is_half_of_what_fails(double times, int ports)
    {
        foreach (var isLate in new[] { true, false })
        {
            using var watching = Begin(times, ports, isWatched: false, isLate, isRandom: false);

            foreach (var (second, pool) in Told())
            {
                var demand = pool.Demand.ShouldNotBeNull();
                demand.IsAtLeast.ShouldBeTrue();
                demand.Excess.ShouldNotBeNull().ShouldBeInRange(Counted / 2, Counted + .015, $"at {second}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public void It_is_not_full_in_a_second_in_which_all_connects_worked(double times, int ports, bool isWatched, bool isLate)
    {
        using var watching = Begin(times, ports, isWatched, isLate, isRandom: false);

        // A port that is taken as the poll reads has failed by the next; what a poll reads is up to a hundredth of a second younger
        // than it.
        Told().Count(told => told.Pool.Status.Condition == PoolCondition.Full && !FailedWithin(told.Second - 1, told.Second + .1))
            .ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public void It_began_when_the_load_did_or_before_anybody_looked(double times, int ports, bool isWatched, bool isLate)
    {
        using var watching = Begin(times, ports, isWatched, isLate, isRandom: false);

        foreach (var (second, pool) in Told().Where(static told => told.Pool.Onset is not null))
        {
            var onset = pool.Onset!;
            (onset.Kind, onset.IsAtLatest).ShouldBe(isLate ? (OnsetKind.Earlier, true) : (OnsetKind.NewDestination, false), $"at {second}");
            (onset.Time - _first).TotalSeconds.ShouldBe(isLate ? 0 : Begins + 1, 1.5, $"at {second}");
            (pool.Status.SinceBeforeWatch && !onset.IsAtLatest).ShouldBeFalse("both tell of the same trouble");
        }
    }

    [Theory]
    [InlineData(1.4, true)]
    [InlineData(1.4, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void The_windows_of_waves_are_foretold(double times, bool isWatched)
    {
        using var watching = Begin(times, 1000, isWatched, isLate: false, isRandom: false);

        var errors = new List<double>();
        foreach (var (second, pool) in Told().Where(static told => told.Pool.Beats is { Fails: not null }))
        {
            var beats = pool.Beats!.Value;
            if (beats.IsWorking)
            {
                var next = Windows().FirstOrDefault(window => window.From > second);
                errors.AddRange(next.From > 0 ? [Math.Abs(second + beats.Fails!.Value - next.From)] : []);
            }
            else if (Windows().FirstOrDefault(window => window.From < second && window.To > second) is { To: > 0 } now)
            {
                errors.Add(Math.Abs(second + beats.Works!.Value - now.To));
            }
        }

        errors.Count.ShouldBeGreaterThan(100);
        errors.Order().ElementAt(errors.Count * 95 / 100).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void Whoever_looks_and_whoever_may_look_deeper_say_nothing_that_contradicts()
    {
        var unwatched = FirstMinute(isWatched: false);
        var watched = FirstMinute(isWatched: true);

        unwatched.ShouldAllBe(static demand => demand.IsAtLeast && demand.Excess > .4);
        watched.ShouldAllBe(static demand => !demand.IsAtLeast && demand.Excess > .8);
        unwatched.Zip(watched).ShouldAllBe(static pair => pair.First.Excess <= pair.Second.Excess + .02);
    }

    /// <summary>
    /// What is said from the fifth second of a full pool that is asked for twelve times what fits, to the end of the first minute.
    /// </summary>
    private PoolDemand[] FirstMinute(bool isWatched)
    {
        using var watching = Begin(12, 500, isWatched, isLate: true, isRandom: false);
        return [.. Snapshots.Skip(5).Take(55).Select(static snapshot => snapshot.Pools[0].Demand!.Value)];
    }

    private double Counted => Load.Failures.Count(time => time > _before + From && time <= _before + To) / (Load.Rate(From) * (To - From));

    private IDisposable Begin(double times, int ports, bool isWatched, bool isLate, bool isRandom)
    {
        Subscription.Dispose();
        Outcomes.Clear();
        Use(ports);
        IsWatching = isWatched;
        Load.IsRandom = isRandom;
        _first = Scheduler.Now;
        _before = isLate ? Late : 0;
        Offset = _before - (_first - Start).TotalSeconds;
        var begins = isLate ? 0 : Begins;
        Load.Rate = time => time < begins ? 0 : times * ports / Beat;
        Load.Advance(_before);
        var watching = Watch(Wanted, Outcomes);
        Advance(To + .5);
        return watching;
    }

    private IEnumerable<(double Second, PoolSample Pool)> Told() => Snapshots
        .Select(snapshot => ((snapshot.Time - _first).TotalSeconds, snapshot.Pools.FirstOrDefault(static pool => pool.Key == Rows.Key)))
        .Where(static told => told.Item1 >= From && told.Item2 is not null)
        .Select(static told => (told.Item1, told.Item2!));

    private bool FailedWithin(double from, double to) => Load.Failures.Any(time => time > _before + from && time <= _before + to);

    /// <summary>
    /// When more failed than worked, over each granule of the timer: within one, the ports of the granule before come back at once, are
    /// taken, and are gone.
    /// </summary>
    private List<(double From, double To)> Windows()
    {
        const double Granule = 2.05;
        const double Step = .25;
        var windows = new List<(double From, double To)>();
        for (var at = Begins; at < To; at += Step)
        {
            var (from, to) = (at - (Granule / 2), at + (Granule / 2));
            if (Load.Failures.Count(time => time - _before > from && time - _before <= to) < Load.Rate(_before + at) * Granule / 2)
            {
                continue;
            }

            if (windows.Count > 0 && at - windows[^1].To < Granule)
            {
                windows[^1] = (windows[^1].From, at);
            }
            else
            {
                windows.Add((at, at));
            }
        }

        return [.. windows.Where(static window => window.To - window.From > 4)];
    }
}
