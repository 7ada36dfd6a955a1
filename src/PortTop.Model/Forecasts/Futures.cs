namespace PortTop.Model;

/// <summary>Projects one pool in several futures and weighs what they say.</summary>
/// <param name="lifetimes">How long connections live.</param>
/// <param name="surges">Surges that ended by themselves.</param>
internal sealed class Futures(LifetimeTable lifetimes, SurgeMemory surges)
{
    /// <summary>One in ten is beyond this many standard deviations.</summary>
    private const double Tenth = 1.2816;

    /// <summary>Foretells when the pool is full.</summary>
    /// <param name="counts">The sockets.</param>
    /// <param name="rate">What is asked for.</param>
    /// <param name="capacity">All ports of the pool.</param>
    /// <param name="isCountingDown">A countdown is shown, and is not taken back for a small doubt.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="room">Room to calculate in.</param>
    internal (PoolForecast Found, ForecastSigns Signs) Foretell(
        FlowCounts counts, in ArrivalRate rate, double capacity, bool isCountingDown, in ProjectionFacts facts, ForecastRoom room)
    {
        double blocked = Forecaster.Blocked(counts, facts.ReuseDelay);
        var error = rate.RelativeError;
        var high = rate.PerSecond * Math.Exp(Tenth * error);
        var low = rate.PerSecond * Math.Exp(-Tenth * error);
        if (IsCalm(rate, blocked, capacity, high, facts, room, out var peak))
        {
            return (new PoolForecast { Peak = peak }, default);
        }

        var mid = Run(counts, rate, rate.PerSecond, Future.Likely, capacity, facts, room);
        foreach (var used in room.Used)
        {
            peak = Math.Max(peak, used);
        }

        var found = new PoolForecast { Seconds = mid, Peak = Math.Min(capacity, peak) };
        var signs = Far(room.Used, capacity);
        var earliest = Math.Min(mid, Run(counts, rate, high, Future.Early, capacity, facts, room));
        if (mid == double.PositiveInfinity)
        {
            return (found with { Earliest = earliest }, signs);
        }

        var latest = Math.Max(mid, Run(counts, rate, low, Future.Late, capacity, facts, room));

        // Lives that are longer than any seen are not trusted further ahead than they were watched.
        var seen = Math.Max(facts.Oldest, counts.UnknownAge > .3 * Math.Max(1, counts.Active) ? facts.Watched : 0);
        var isProven = mid <= (isCountingDown ? 1.5 : 1) * seen
            || Run(counts, rate, rate.PerSecond, Future.Frontier, capacity, facts, room) < double.PositiveInfinity;
        var isSure = rate.Evidence >= Forecaster.LeastEvidence && Run(counts, rate, low, Future.Likely, capacity, facts, room) < double.PositiveInfinity;
        found = found with { Earliest = earliest, Latest = isProven ? latest : double.PositiveInfinity };
        return (found, signs with { IsWanted = isSure && (isProven || mid < 60) });
    }

    /// <summary>What use does at the end of the time that is looked ahead.</summary>
    private static ForecastSigns Far(ReadOnlySpan<double> used, double capacity)
    {
        const int TenMinutes = 10;
        const double OpenShare = .01;
        const double Hour = 3600;
        var perSecond = (used[^1] - used[^(TenMinutes + 1)]) / (ProjectionGrid.Horizon - ProjectionGrid.Seconds(ProjectionGrid.Count - 1 - TenMinutes));
        var isOpenEnded = perSecond * 600 > OpenShare * capacity;
        return new ForecastSigns { IsOpenEnded = isOpenEnded, IsCreeping = isOpenEnded && (capacity - used[^1]) / perSecond < Hour };
    }

    /// <summary>
    /// True when not even an upper bound on use, by which every port in use stays and every new one is held for a whole life and TIME-WAIT,
    /// comes near the capacity.
    /// </summary>
    private bool IsCalm(in ArrivalRate rate, double blocked, double capacity, double high, in ProjectionFacts facts, ForecastRoom room, out double peak)
    {
        const double LongestRise = 120;
        const double LargestFactor = 8;
        var most = (high * (rate.Exponent > 0 ? LargestFactor : 1)) + (Math.Max(0, rate.Growth) * LongestRise);
        peak = 0;
        if (blocked + (most * facts.HoldSeconds) >= Forecaster.CalmShare * capacity)
        {
            return false;
        }

        lifetimes.Describe(room.Curve, facts.Scale, Future.Early);
        if (blocked + (most * (facts.HoldSeconds + room.Curve.MeanLife(ProjectionGrid.Horizon))) >= Forecaster.CalmShare * capacity)
        {
            return false;
        }

        lifetimes.Describe(room.Curve, facts.Scale, Future.Likely);
        peak = Math.Max(blocked, Math.Min(capacity, rate.PerSecond * (facts.HoldSeconds + room.Curve.MeanLife(ProjectionGrid.Horizon))));
        return true;
    }

    private double Run(FlowCounts counts, in ArrivalRate rate, double perSecond, Future future, double capacity, in ProjectionFacts facts, ForecastRoom room)
    {
        lifetimes.Describe(room.Curve, facts.Scale, future);
        room.Path.Draw(rate, perSecond, future, surges.EndsIn(rate, facts.Now, future), surges.Usual);
        Projection.Fill(counts, lifetimes, room, facts, future);
        return Projection.TimeTo(capacity, room.Used);
    }

    /// <summary>Fills the room with the likely future.</summary>
    internal void Project(FlowCounts counts, in ArrivalRate rate, in ProjectionFacts facts, ForecastRoom room)
        => _ = Run(counts, rate, rate.PerSecond, Future.Likely, double.PositiveInfinity, facts, room);
}
