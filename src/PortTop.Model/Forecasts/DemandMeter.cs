namespace PortTop.Model;

/// <summary>Weighs what is asked of one pool against what fits into it.</summary>
/// <param name="slots">What was asked for in each of the last seconds.</param>
/// <param name="lifetimes">How long connections live.</param>
internal sealed class DemandMeter(ArrivalSlots slots, LifetimeTable lifetimes)
{
    /// <summary>What was asked for when the pool was last not full.</summary>
    private double _rateBefore;
    private double? _lastActive;
    private double _lastTimeWait;

    /// <summary>Weighs what is asked for against what fits.</summary>
    /// <param name="counts">The sockets.</param>
    /// <param name="rate">The rate of connections that are asked for, as far as it is seen.</param>
    /// <param name="free">The ports that are left.</param>
    /// <param name="isFull">None is left, or none was a moment ago.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="curve">Room for the curve of survival.</param>
    internal PoolDemand Weigh(FlowCounts counts, in ArrivalRate rate, double free, bool isFull, in ProjectionFacts facts, SurvivalCurve curve)
    {
        lifetimes.Describe(curve, facts.Scale, Future.Likely);
        var (active, toTimeWait) = (MeanLife(counts, rate, facts, curve), lifetimes.ToTimeWait);
        if (lifetimes.IsIdle && _lastActive is not null)
        {
            (active, toTimeWait) = (_lastActive, _lastTimeWait);
        }

        (_lastActive, _lastTimeWait) = (active, toTimeWait);
        var held = toTimeWait * facts.HoldSeconds;
        var ports = counts.Active + free + (facts.ReuseDelay is { } delay ? counts.YoungerThan(delay) : counts.TimeWait);
        var demand = new PoolDemand { ActiveSeconds = active, TimeWaitSeconds = held, TimeWaitShare = toTimeWait };
        if (active is { } life)
        {
            // Ports of connections that outlast the others serve nobody else.
            var lasting = Projection.Survivors(counts, lifetimes, curve, facts, life + held);
            demand = demand with { Fits = Math.Max(0, ports - lasting) / Math.Max(life + held, .001) };
        }

        var half = ports / 2.0;
        var late = facts.ReuseDelay is null ? facts.Spread / 2 : 0;
        var (asks, isAtLeast) = Asks(counts, rate, isFull, facts.Watched);
        return demand with
        {
            Asks = asks,
            IsAtLeast = isAtLeast,
            HalfFreeSeconds = free >= half ? 0 : counts.Active > half ? null : facts.ReuseDelay ?? ReleaseSchedule.TimeUntil(counts, half - counts.Active, late),
            AllFreeSeconds = facts.ReuseDelay ?? ReleaseSchedule.TimeUntilAll(counts, late),
        };
    }

    /// <summary>
    /// What is asked for per second. A full pool gives less than that: what fails is counted too where it is watched; elsewhere at least what was asked for before counts,
    /// and what was opened over the last minute.
    /// </summary>
    private (double Asks, bool IsAtLeast) Asks(FlowCounts counts, in ArrivalRate rate, bool isFull, double watched)
    {
        const double Enough = 3;
        const int Minute = 60;

        // A trend's end is a good start for a projection; what is told is what was seen.
        const int Newest = 5;
        var seen = rate.Growth == 0 || slots.Count < Newest ? rate.PerSecond : slots.Mean(0, Newest);
        if (!isFull)
        {
            _rateBefore = seen;
            return (seen, false);
        }

        if (counts.Failed is not null && watched >= Enough)
        {
            return (seen, false);
        }

        var opened = slots.Sum(Math.Min(Minute, slots.Count)) / Minute;
        return (Math.Max(Math.Max(seen, _rateBefore), Math.Max(opened, slots.Count > 0 ? slots[0] : 0)), true);
    }

    /// <summary>Mean seconds for which a connection is active, null where most outlive what was watched.</summary>
    private double? MeanLife(FlowCounts counts, in ArrivalRate rate, in ProjectionFacts facts, SurvivalCurve curve)
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
        return facts.Watched < FirstSight && rate.PerSecond > 0 && counts.Active * 5 < counts.TimeWait ? counts.Active / rate.PerSecond : null;
    }
}
