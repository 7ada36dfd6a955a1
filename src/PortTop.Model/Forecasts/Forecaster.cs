namespace PortTop.Model;

/// <summary>
/// Foretells when one pool is full. A slope cannot tell a ramp that settles from exhaustion; this follows the flow: who comes, how long
/// they live, and when the ports that are in TIME-WAIT come back, which is known a minute ahead.
/// </summary>
public sealed class Forecaster
{
    /// <summary>After a longer gap the last minute is taken from TIME-WAIT rather than spread evenly; unless polls are so rare.</summary>
    private const double LongGap = 50;
    private const double LongGapIntervals = 2.5;

    /// <summary>A rise that pauses no longer is one rise.</summary>
    private const double LongestPause = 10;

    /// <summary>For so many seconds without attempts at a full pool its clients are late; after that they are gone.</summary>
    public const double LateSeconds = 5;

    /// <summary>A pool that cannot come near half of its ports whatever happens needs no projection.</summary>
    internal const double CalmShare = .5;

    /// <summary>A full pool that is asked for nearly as much as fits may be full again at any moment.</summary>
    private const double NearlyTooMuch = .95;

    /// <summary>A rate that rests on fewer connections raises no countdown.</summary>
    internal const double LeastEvidence = 10;

    private readonly ArrivalSlots _slots = new();
    private readonly UnlimitedDemand _unlimited = new();
    private readonly FailedShare _failedShare = new();
    private readonly LifetimeTable _lifetimes = new();
    private readonly LeakMeter _leaks = new();
    private readonly SurgeMemory _surges = new();
    private readonly LifeChange _lives = new();
    private readonly DemandMeter _meter;
    private readonly Futures _futures;
    private ForecastDecision _decision;
    private AgeScale? _scale;
    private double _now = double.NaN;
    private double _begun;
    private double _rising = double.NaN;
    private double _roseLast;
    private int _timeWaitBefore;
    private double _freeBefore;

    /// <summary>Nothing is known yet.</summary>
    public Forecaster()
    {
        _meter = new DemandMeter(_slots, _unlimited, _failedShare, _lifetimes);
        _futures = new Futures(_lifetimes, _surges);
    }

    /// <summary>The forecast of the last poll.</summary>
    public PoolForecast Last { get; private set; }

    /// <summary>The rate of connections that are asked for, by the last poll.</summary>
    public ArrivalRate Rate { get; private set; }

    /// <summary>Something is known of what is asked for.</summary>
    public bool IsDemandKnown => _slots.Count > 0;

    /// <summary>Connections asked for in each of the last seconds.</summary>
    public ArrivalSlots Slots => _slots;

    /// <summary>A surge that ended by itself is remembered.</summary>
    public bool RemembersSurge => _surges.Remembers(_now);

    /// <summary>What is asked of the pool beside what fits, by the last poll.</summary>
    public PoolDemand Demand { get; private set; }

    /// <summary>
    /// The last change of the time that connections live: seconds before and after, and how many seconds ago; null for none.
    /// </summary>
    public (double Before, double After, double SecondsAgo)? LivesChanged => _lives.Before is { } before ? (before, _lives.After, _now - _lives.Time) : null;

    /// <summary>
    /// How fast connections grow that are opened and not closed; null where nothing grows, and where that is not known well.
    /// </summary>
    public PoolLeak? Leak => _leaks.Leak;

    /// <summary>The next windows in which connect() works and fails; null where the pool is not full.</summary>
    public PoolBeats? Beats { get; private set; }

    /// <summary>The pool did not exist at a poll before its first: everything in it has come since.</summary>
    public void BeginEmpty(double now)
    {
        _now = now;
        _begun = now;
        _slots.Seed(stackalloc ushort[FlowCounts.TimeWaitSeconds]);
    }

    /// <summary>How many ports left TIME-WAIT since the poll before.</summary>
    public int CountReleases(FlowCounts counts) => double.IsNaN(_now) ? 0 : Math.Max(0, _timeWaitBefore + counts.FirstSeenClosed + counts.EnteredTimeWait - counts.TimeWait);

    /// <summary>The ports that the sockets of a pool block now.</summary>
    public static int Blocked(FlowCounts counts, double? reuseDelay) => counts.Active + (reuseDelay is { } delay ? counts.YoungerThan(delay) : counts.TimeWait);

    /// <summary>Foretells from a poll.</summary>
    /// <param name="counts">What the poll saw.</param>
    /// <param name="free">The ports that are left.</param>
    /// <param name="reuseDelay">The kernel gives ports out again after so many seconds in TIME-WAIT; null where it does not.</param>
    /// <param name="moment">When, and what all pools share.</param>
    /// <param name="room">Room to calculate in.</param>
    public PoolForecast Update(FlowCounts counts, double free, double? reuseDelay, in ForecastMoment moment, ForecastRoom room)
    {
        var seconds = double.IsNaN(_now) ? 0 : moment.Now - _now;
        if (seconds < 0 || (seconds == 0 && !double.IsNaN(_now)))
        {
            return Last;
        }

        Learn(counts, free, reuseDelay, moment, seconds, room);
        var facts = new ProjectionFacts(moment.Scale, OldestAge(counts, moment), moment.Now, moment.Now - _begun, moment.Lateness.Spread, reuseDelay);
        double blocked = Blocked(counts, reuseDelay);
        Rate = Follow(ArrivalLaw.Estimate(_slots, room), moment.Now);
        var capacity = blocked + free;
        var found = new PoolForecast { Seconds = 0, Earliest = 0, Latest = 0, Peak = capacity };
        var signs = default(ForecastSigns);
        if (free <= 0 || Last.State == ForecastState.Full)
        {
            // A surge that fills the pool is none that ends by itself.
            _surges.Break();
        }
        else
        {
            _surges.Learn(Rate, _slots, counts.Arrivals, moment.Now, seconds);
        }

        if (free > 0)
        {
            (found, signs) = _futures.Foretell(counts, Rate, capacity, _decision.IsCountingDown, facts, room);
        }

        var isFull = free <= 0 || Last.State == ForecastState.Full;
        Demand = _meter.Weigh(counts, Rate, Math.Max(0, free), isFull, facts, room);
        _lives.Learn(Demand.ActiveSeconds, moment.Now, seconds);
        signs = signs with
        {
            IsTooMuch = Demand.Mean > (Last.State == ForecastState.Full ? NearlyTooMuch : 1) * Demand.Fits,
            IsEvident = Rate.Evidence >= LeastEvidence || blocked >= CalmShare * capacity,
        };
        Last = _decision.Decide(found, signs, blocked, capacity, seconds, moment.AtRisk);
        Beats = Last.State == ForecastState.Full ? PoolBeats.Foretell(counts, Math.Max(0, free), Demand, _lifetimes.ToTimeWait, moment.Lateness, reuseDelay) : null;
        return Last;
    }

    /// <summary>The step up in what is asked for that explains the last two minutes best; null where there is none.</summary>
    public LoadStep? FindStep() => LoadStep.Find(_slots, Rate.Dispersion);

    /// <summary>The next minute, by the last poll.</summary>
    /// <param name="counts">What that poll saw.</param>
    /// <param name="free">The ports that were left.</param>
    /// <param name="reuseDelay">As for <see cref="Update"/>.</param>
    /// <param name="moment">As for <see cref="Update"/>.</param>
    /// <param name="room">As for <see cref="Update"/>.</param>
    public PoolOutlook Look(FlowCounts counts, double free, double? reuseDelay, in ForecastMoment moment, ForecastRoom room)
    {
        var facts = new ProjectionFacts(moment.Scale, OldestAge(counts, moment), moment.Now, moment.Now - _begun, moment.Lateness.Spread, reuseDelay);
        var capacity = Blocked(counts, reuseDelay) + Math.Max(0, free);
        _futures.Project(counts, Rate, facts, room);
        var used = new double[PoolOutlook.Seconds];
        var releases = new double[PoolOutlook.Seconds];
        var before = (double)counts.TimeWait;
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = Math.Min(capacity, ProjectionGrid.At(room.Used, i + 1));
            var held = ReleaseSchedule.HeldAfter(counts, i + 1, moment.Lateness.Seconds);
            releases[i] = before - held;
            before = held;
        }

        return new PoolOutlook(releases, used);
    }

    private void Learn(FlowCounts counts, double free, double? reuseDelay, in ForecastMoment moment, double seconds, ForecastRoom room)
    {
        if (!ReferenceEquals(_scale, moment.Scale))
        {
            _lifetimes.ForgetAges();
            _scale = moment.Scale;
        }

        if (double.IsNaN(_now))
        {
            _begun = moment.Now;
            Seed(counts, free, reuseDelay);
        }
        else
        {
            if (seconds > Math.Max(LongGap, LongGapIntervals * moment.Scale.Interval))
            {
                Seed(counts, free, reuseDelay);
                _unlimited.Clear();
                _leaks.Clear();
                _decision.Reset();
            }
            else
            {
                var asked = counts.Arrivals + (counts.Failed ?? 0);
                _slots.Push(asked, seconds, isLimited: counts.Failed is null && (free <= 0 || _freeBefore <= 0));
                _failedShare.Learn(asked, counts.Failed, seconds);
                var freeBefore = counts.Failed is null ? _freeBefore : double.PositiveInfinity;
                _unlimited.Learn(asked, seconds, freeBefore, Blocked(counts, reuseDelay) + free, room);
            }

            _lifetimes.Learn(counts, moment.Scale, seconds);
        }

        _leaks.Learn(counts, moment.Scale, seconds);
        _lifetimes.Remember(counts);
        _timeWaitBefore = counts.TimeWait;
        _freeBefore = free;
        _now = moment.Now;
    }

    /// <summary>
    /// Takes the last minute from TIME-WAIT where that tells of it: not where most connections are open, of which it says nothing, and not
    /// where nearly all of it closed at once, as when a process ends.
    /// </summary>
    private void Seed(FlowCounts counts, double free, double? reuseDelay)
    {
        const int Many = 20;
        const double NearlyFull = .9;
        var most = 0;
        foreach (var releases in counts.Releases)
        {
            most = Math.Max(most, releases);
        }

        if (counts.Active > Math.Max(Many, counts.TimeWait) || (most > Many && most * 2 > counts.TimeWait))
        {
            _slots.Clear();
        }
        else
        {
            // A pool that is about full may have been so all that minute, and what fails leaves no trace.
            double blocked = Blocked(counts, reuseDelay);
            _slots.Seed(counts.Releases, areLimited: blocked >= NearlyFull * (blocked + free));
        }
    }

    /// <summary>A rise is one rise while it keeps rising, however short the stretch is that a line fits at any one time.</summary>
    private ArrivalRate Follow(ArrivalRate rate, double now)
    {
        if (rate.Growth > 0)
        {
            _rising = double.IsNaN(_rising) ? now - rate.Seen : _rising;
            _roseLast = now;
            return rate with { Seen = Math.Max(rate.Seen, now - _rising) };
        }

        _rising = now - _roseLast > LongestPause ? double.NaN : _rising;
        return rate;
    }

    private double OldestAge(FlowCounts counts, in ForecastMoment moment)
    {
        for (var bin = AgeBins.Count - 1; bin >= 0; bin--)
        {
            if (counts.Ages[bin] > 0)
            {
                return Math.Min(moment.Scale.Start(bin) + (moment.Scale.Width(bin) * .5), moment.Now - _begun);
            }
        }

        return 0;
    }
}
