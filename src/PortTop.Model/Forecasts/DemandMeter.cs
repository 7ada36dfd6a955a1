namespace PortTop.Model;

/// <summary>Weighs what is asked of one pool against what fits into it.</summary>
/// <param name="slots">What was asked for in each of the last seconds.</param>
/// <param name="unlimited">What was asked for while all of it found a port.</param>
/// <param name="failed">The share of it that fails.</param>
/// <param name="lifetimes">How long connections live.</param>
internal sealed class DemandMeter(ArrivalSlots slots, UnlimitedDemand unlimited, FailedShare failed, LifetimeTable lifetimes)
{
    /// <summary>
    /// Connections that have just come did not end yet, and the wave after a full stretch is all of them: what was known holds for so many
    /// seconds.
    /// </summary>
    private const double KnownSeconds = 5;

    /// <summary>When less than this part of what was asked for before comes, clients are late at first.</summary>
    private const double Hardly = .5;

    private double _lastMean;
    private double _meanAt;
    private double? _lastActive;
    private double _lastTimeWait;
    private double _knownAt;

    /// <summary>Weighs what is asked for against what fits.</summary>
    /// <param name="counts">The sockets.</param>
    /// <param name="rate">The rate of connections that are asked for, as far as it is seen.</param>
    /// <param name="free">The ports that are left.</param>
    /// <param name="isFull">None is left, or none was a moment ago.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="room">Room to calculate in.</param>
    internal PoolDemand Weigh(FlowCounts counts, in ArrivalRate rate, double free, bool isFull, in ProjectionFacts facts, ForecastRoom room)
    {
        var curve = room.Curve;
        var (measured, least, counted) = Mean(counts, rate, isFull, facts.Watched, room);
        var mean = isFull ? Hold(measured, facts.Now) : measured;
        (_lastMean, _meanAt) = mean == measured ? (mean, facts.Now) : (_lastMean, _meanAt);
        lifetimes.Describe(curve, facts.Scale, Future.Likely);
        var (active, toTimeWait) = (MeanLife(counts, mean, facts, curve), lifetimes.ToTimeWait);
        var isHeld = _lastActive is not null
            && (lifetimes.IsIdle || (active is null && (lifetimes.AreFew || facts.Now - _knownAt < KnownSeconds)));
        if (isHeld)
        {
            // A pool that is full, and whose ports are all in TIME-WAIT, tells nothing of lives either.
            (active, toTimeWait) = (_lastActive, _lastTimeWait);
        }

        _knownAt = active is not null && (lifetimes.AreFew || !isHeld) ? facts.Now : _knownAt;

        (_lastActive, _lastTimeWait) = (active, toTimeWait);
        var held = toTimeWait * facts.HoldSeconds;
        var ports = counts.Active + free + (facts.ReuseDelay is { } delay ? counts.YoungerThan(delay) : counts.TimeWait);
        var demand = new PoolDemand { ActiveSeconds = active, TimeWaitSeconds = held, TimeWaitShare = toTimeWait };
        if (active is { } life)
        {
            // Ports of connections that outlast the others serve nobody else.
            var lasting = Projection.Survivors(counts, lifetimes, curve, facts, life + held);
            demand = demand with
            {
                Fits = Math.Max(0, ports - lasting) / Math.Max(life + held, .001),
                SlackSeconds = facts.ReuseDelay is null ? toTimeWait * facts.Spread / 2 : 0,
            };
        }

        var half = ports / 2.0;
        var late = facts.ReuseDelay is null ? facts.Spread / 2 : 0;
        return demand with
        {
            Asks = mean,
            Mean = mean,
            Least = least ?? mean,
            IsAtLeast = least is not null,
            Counted = counted,
            HalfFreeSeconds = free >= half ? 0 : counts.Active > half ? null : facts.ReuseDelay ?? ReleaseSchedule.TimeUntil(counts, half - counts.Active, late),
            AllFreeSeconds = facts.ReuseDelay ?? ReleaseSchedule.TimeUntilAll(counts, late),
        };
    }

    /// <summary>
    /// What is asked for per second. A full pool gives less than that: what fails is counted too where it is watched; elsewhere what was
    /// asked for while there were ports holds through the time without, and is the least.
    /// </summary>
    private (double Mean, double? Least, double? Counted) Mean(
        FlowCounts counts, in ArrivalRate rate, bool isFull, double watched, ForecastRoom room)
    {
        const double Enough = 3;
        if (isFull && (counts.Failed is null || watched < Enough))
        {
            var (likely, surely) = unlimited.AtLeast(slots, room);
            return (likely, surely, null);
        }

        if (counts.Failed is not null && unlimited.Seconds >= Enough)
        {
            var watchedRate = unlimited.Estimate(room);
            return isFull && failed.At(watchedRate.PerSecond, watchedRate.Window) is { } beat
                ? (beat.Usual, null, beat.Share)
                : (watchedRate.PerSecond, null, null);
        }

        // A trend's end is a good start for a projection; what is told is what was seen.
        const int Newest = 5;
        return (rate.Growth == 0 || slots.Count < Newest ? rate.PerSecond : slots.Mean(0, Newest), null, null);
    }

    /// <summary>What was asked for before holds for some seconds in which hardly anybody asks a full pool.</summary>
    private double Hold(double measured, double now)
        => measured < Hardly * _lastMean && now - _meanAt < Forecaster.LateSeconds ? _lastMean : measured;

    /// <summary>Mean seconds for which a connection is active, null where most outlive what was watched.</summary>
    private double? MeanLife(FlowCounts counts, double asked, in ProjectionFacts facts, SurvivalCurve curve)
    {
        const double Short = 5;
        const double Half = .5;
        if (lifetimes.ShortLife is < Short and var brief)
        {
            return brief;
        }

        const double FirstSight = 5;
        // Where most of them live on beyond the oldest that was seen, nobody knows for how long.
        if (facts.Oldest > 0 && curve.At(facts.Oldest) < Half)
        {
            return curve.MeanLife(ProjectionGrid.Horizon);
        }

        // At first sight nobody was seen to live; but where few are active beside many that closed, Little's law says how long they do.
        return facts.Watched < FirstSight && asked > 0 && counts.Active * 5 < counts.TimeWait ? counts.Active / asked : null;
    }
}
