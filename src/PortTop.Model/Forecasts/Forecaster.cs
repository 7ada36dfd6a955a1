namespace PortTop.Model;

/// <summary>
/// Foretells when one pool is full. A slope cannot tell a ramp that settles from exhaustion; this follows the flow: who comes, how long they live, and when
/// the ports that are in TIME-WAIT come back, which is known a minute ahead.
/// </summary>
public sealed class Forecaster
{
    /// <summary>After a longer gap the last minute is taken from TIME-WAIT rather than spread evenly.</summary>
    private const double LongGap = 50;

    /// <summary>A rise that pauses no longer is one rise.</summary>
    private const double LongestPause = 10;

    /// <summary>One in ten is beyond this many standard deviations.</summary>
    private const double Tenth = 1.2816;

    /// <summary>A pool that cannot come near half of its ports whatever happens needs no projection.</summary>
    private const double CalmShare = .5;

    /// <summary>A rate that rests on fewer connections raises no countdown.</summary>
    private const double LeastEvidence = 10;

    private readonly ArrivalSlots _slots = new();
    private readonly LifetimeTable _lifetimes = new();
    private readonly SurgeMemory _surges = new();
    private readonly LifeChange _lives = new();
    private readonly DemandMeter _meter;
    private ForecastDecision _decision;
    private AgeScale? _scale;
    private double _now = double.NaN;
    private double _begun;
    private double _rising = double.NaN;
    private double _roseLast;
    private int _timeWaitBefore;

    /// <summary>Nothing is known yet.</summary>
    public Forecaster() => _meter = new DemandMeter(_slots, _lifetimes);

    /// <summary>The forecast of the last poll.</summary>
    public PoolForecast Last { get; private set; }

    /// <summary>The rate of connections that are asked for, by the last poll.</summary>
    public ArrivalRate Rate { get; private set; }

    /// <summary>Connections asked for in each of the last seconds.</summary>
    public ArrivalSlots Slots => _slots;

    /// <summary>True when the last forecast needed no projection.</summary>
    public bool WasCalm { get; private set; }

    /// <summary>A surge that ended by itself is remembered.</summary>
    public bool RemembersSurge => _surges.Remembers(_now);

    /// <summary>What is asked of the pool beside what fits, by the last poll.</summary>
    public PoolDemand Demand { get; private set; }

    /// <summary>The last change of the time that connections live: seconds before and after, and how many seconds ago; null for none.</summary>
    public (double Before, double After, double SecondsAgo)? LivesChanged => _lives.Before is { } before ? (before, _lives.After, _now - _lives.Time) : null;

    /// <summary>The next windows in which connect() works and fails; null where the pool is not full.</summary>
    public PoolBeats? Beats { get; private set; }

    /// <summary>The pool did not exist at a poll before its first: everything in it has come since.</summary>
    public void BeginEmpty(double now)
    {
        _now = now;
        _begun = now;
        Span<int> none = stackalloc int[FlowCounts.TimeWaitSeconds];
        none.Clear();
        _slots.Seed(none);
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

        Learn(counts, moment, seconds);
        var facts = new ProjectionFacts(moment.Scale, OldestAge(counts, moment), moment.Now - _begun, moment.Lateness.Spread, reuseDelay);
        double blocked = Blocked(counts, reuseDelay);
        Rate = Follow(ArrivalLaw.Estimate(_slots, room), moment.Now);
        var capacity = blocked + free;
        var (found, isWanted) = (new PoolForecast { Seconds = 0, Earliest = 0, Latest = 0, Peak = capacity }, true);
        if (free <= 0)
        {
            _surges.Break();
        }
        else
        {
            _surges.Learn(Rate, _slots, counts.Arrivals, moment.Now, seconds);
            (found, isWanted) = Foretell(counts, blocked, capacity, facts, room);
        }

        Demand = _meter.Weigh(counts, Rate, Math.Max(0, free), isFull: free <= 0 || Last.State == ForecastState.Full, facts, room.Curve);
        _lives.Learn(Demand.ActiveSeconds, moment.Now, seconds);
        Last = _decision.Decide(found, isWanted, blocked, capacity, Demand.Asks > .95 * Demand.Fits, seconds);
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
        var facts = new ProjectionFacts(moment.Scale, OldestAge(counts, moment), moment.Now - _begun, moment.Lateness.Spread, reuseDelay);
        var capacity = Blocked(counts, reuseDelay) + Math.Max(0, free);
        _ = Run(counts, Rate.PerSecond, Future.Likely, double.PositiveInfinity, facts, room);
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

    private void Learn(FlowCounts counts, in ForecastMoment moment, double seconds)
    {
        if (!ReferenceEquals(_scale, moment.Scale))
        {
            _lifetimes.ForgetAges();
            _scale = moment.Scale;
        }

        if (double.IsNaN(_now))
        {
            _begun = moment.Now;
            _slots.Seed(counts.Releases);
        }
        else
        {
            if (seconds > LongGap)
            {
                _slots.Seed(counts.Releases);
                _decision.Reset();
            }
            else
            {
                _slots.Push(counts.Arrivals + (counts.Failed ?? 0), seconds);
            }

            _lifetimes.Learn(counts, moment.Scale, seconds);
        }

        _lifetimes.Remember(counts);
        _timeWaitBefore = counts.TimeWait;
        _now = moment.Now;
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

    private (PoolForecast Found, bool IsWanted) Foretell(FlowCounts counts, double blocked, double capacity, in ProjectionFacts facts, ForecastRoom room)
    {
        var error = Rate.RelativeError;
        var high = Rate.PerSecond * Math.Exp(Tenth * error);
        var low = Rate.PerSecond * Math.Exp(-Tenth * error);
        if (IsCalm(blocked, capacity, high, facts, room, out var peak))
        {
            WasCalm = true;
            return (new PoolForecast { Peak = peak }, false);
        }

        var mid = Run(counts, Rate.PerSecond, Future.Likely, capacity, facts, room);
        foreach (var used in room.Used)
        {
            peak = Math.Max(peak, used);
        }

        var found = new PoolForecast { Seconds = mid, Peak = Math.Min(capacity, peak) };
        var earliest = Math.Min(mid, Run(counts, high, Future.Early, capacity, facts, room));
        if (mid == double.PositiveInfinity)
        {
            return (found with { Earliest = earliest }, false);
        }

        var latest = Math.Max(mid, Run(counts, low, Future.Late, capacity, facts, room));

        // Lives that are longer than any seen are not trusted further ahead than they were watched.
        var seen = Math.Max(facts.Oldest, counts.UnknownAge > .3 * Math.Max(1, counts.Active) ? facts.Watched : 0);
        var isProven = mid <= (_decision.IsCountingDown ? 1.5 : 1) * seen
            || Run(counts, Rate.PerSecond, Future.Frontier, capacity, facts, room) < double.PositiveInfinity;
        var isSure = Rate.Evidence >= LeastEvidence && Run(counts, low, Future.Likely, capacity, facts, room) < double.PositiveInfinity;
        found = found with { Earliest = earliest, Latest = isProven ? latest : double.PositiveInfinity };
        return (found, isSure && (isProven || mid < 60));
    }

    /// <summary>True when not even an upper bound on use, by which every port in use stays and every new one is held for a whole life and TIME-WAIT, comes near the capacity.</summary>
    private bool IsCalm(double blocked, double capacity, double high, in ProjectionFacts facts, ForecastRoom room, out double peak)
    {
        const double LongestRise = 120;
        const double LargestFactor = 8;
        var most = (high * (Rate.Exponent > 0 ? LargestFactor : 1)) + (Math.Max(0, Rate.Growth) * LongestRise);
        peak = 0;
        if (blocked + (most * facts.HoldSeconds) >= CalmShare * capacity)
        {
            return false;
        }

        _lifetimes.Describe(room.Curve, facts.Scale, Future.Early);
        if (blocked + (most * (facts.HoldSeconds + room.Curve.MeanLife(ProjectionGrid.Horizon))) >= CalmShare * capacity)
        {
            return false;
        }

        _lifetimes.Describe(room.Curve, facts.Scale, Future.Likely);
        peak = Math.Max(blocked, Math.Min(capacity, Rate.PerSecond * (facts.HoldSeconds + room.Curve.MeanLife(ProjectionGrid.Horizon))));
        return true;
    }

    private double Run(FlowCounts counts, double rate, Future future, double capacity, in ProjectionFacts facts, ForecastRoom room)
    {
        _lifetimes.Describe(room.Curve, facts.Scale, future);
        room.Path.Draw(Rate, rate, future, _surges.EndsIn(Rate, _now, future), _surges.Usual);
        Projection.Fill(counts, _lifetimes, room, facts, future);
        return Projection.TimeTo(capacity, room.Used);
    }
}
