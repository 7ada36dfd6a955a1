namespace PortTop.Model;

/// <summary>Projects how many ports are blocked over the next half hour, in one future.</summary>
internal static class Projection
{
    /// <summary>Fills <see cref="ForecastRoom.Used"/> by the path and curve that the room holds.</summary>
    /// <param name="counts">The sockets now.</param>
    /// <param name="lifetimes">How long they live.</param>
    /// <param name="room">Holds path and curve, and takes the result.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="future">Which future.</param>
    internal static void Fill(FlowCounts counts, LifetimeTable lifetimes, ForecastRoom room, in ProjectionFacts facts, Future future)
    {
        var active = room.Active;
        Array.Clear(active);
        AddPresent(counts, lifetimes, room, facts, future);
        AddArrivals(counts, room);
        AddTimeWait(counts, lifetimes, room, facts);
    }

    /// <summary>Seconds until the projected use reaches the capacity, infinite when it does not within the horizon.</summary>
    internal static double TimeTo(double capacity, ReadOnlySpan<double> used)
    {
        for (var i = 0; i < used.Length; i++)
        {
            if (used[i] >= capacity)
            {
                return i == 0 ? 0 : ProjectionGrid.Seconds(i - 1)
                    + ((ProjectionGrid.Seconds(i) - ProjectionGrid.Seconds(i - 1)) * (capacity - used[i - 1]) / (used[i] - used[i - 1]));
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>How many of the sockets that are active now still are after so many seconds, by a curve of the likely future.</summary>
    internal static double Survivors(FlowCounts counts, LifetimeTable lifetimes, SurvivalCurve curve, in ProjectionFacts facts, double seconds)
    {
        var active = counts.UnknownAge * Math.Exp(-lifetimes.UnknownHazard * seconds);
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            if (counts.Ages[bin] > 0)
            {
                var age = Age(bin, facts);
                active += counts.Ages[bin] * curve.At(age + seconds) / Math.Max(1e-12, curve.At(age));
            }
        }

        return active;
    }

    /// <summary>The age that the sockets of a bin are taken to have.</summary>
    private static double Age(int bin, in ProjectionFacts facts)
        => Math.Min(facts.Scale.Start(bin) + (facts.Scale.Width(bin) * .5), Math.Max(facts.Oldest, facts.Scale.Start(bin)));

    /// <summary>What is left of the sockets that are active now.</summary>
    private static void AddPresent(FlowCounts counts, LifetimeTable lifetimes, ForecastRoom room, in ProjectionFacts facts, Future future)
    {
        var active = room.Active;
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            if (counts.Ages[bin] > 0)
            {
                room.Curve.AddSurvivors(active, counts.Ages[bin], Age(bin, facts));
            }
        }

        if (counts.UnknownAge > 0)
        {
            var hazard = Hazard(lifetimes.UnknownHazard, facts.Watched, future);
            var (left, step, factor) = ((double)counts.UnknownAge, 0.0, 1.0);
            for (var i = 0; i < active.Length; i++)
            {
                if (ProjectionGrid.Step(i) != step)
                {
                    step = ProjectionGrid.Step(i);
                    factor = Math.Exp(-hazard * step);
                }

                left *= factor;
                active[i] += left;
            }
        }
    }

    /// <summary>The rate at which sockets of unknown age end in one future.</summary>
    private static double Hazard(double seen, double watched, Future future) => future switch
    {
        Future.Likely => seen,
        Future.Early => seen * .7,
        Future.Late => Math.Max(seen, .25 / Math.Max(20, watched)),
        _ => Math.Max(seen, 5 / Math.Max(20, watched)),
    };

    /// <summary>Those that will come, as far as they still live, and how many sockets will have been closed.</summary>
    private static void AddArrivals(FlowCounts counts, ForecastRoom room)
    {
        var (active, survival, life, growth) = (room.Active, room.Survival, room.Life, room.LifeOfGrowth);
        room.Curve.Write(survival);
        Integrate(survival, life);
        var corners = room.Path.Corners;
        if (corners.Length > 0)
        {
            Integrate(life, growth);
        }

        var present = counts.Active;
        var closed = 0.0;
        for (var i = 0; i < active.Length; i++)
        {
            var seconds = ProjectionGrid.Seconds(i);
            var living = active[i] + (room.Path.Now * life[i]);
            var come = room.Path.Now * seconds;
            foreach (var (begin, jump, bend) in corners)
            {
                var since = Math.Max(0, seconds - begin);
                living += (jump == 0 ? 0 : jump * ProjectionGrid.At(life, since)) + (bend == 0 ? 0 : bend * ProjectionGrid.At(growth, since));
                come += (jump * since) + (bend * since * since / 2);
            }

            active[i] = Math.Max(0, living);
            closed = Math.Max(closed, present + come - active[i]);
            room.Closed[i] = closed;
        }
    }

    /// <summary>
    /// The ports in TIME-WAIT now, by schedule, and those of sockets that will be closed. All ports that are due together come back within
    /// the spread of the timer; what counts is the sawtooth's top, which fails first.
    /// </summary>
    private static void AddTimeWait(FlowCounts counts, LifetimeTable lifetimes, ForecastRoom room, in ProjectionFacts facts)
    {
        var (used, active) = (room.Used, room.Active);
        var toTimeWait = lifetimes.ToTimeWait;
        var behind = 0;
        for (var i = 0; i < used.Length; i++)
        {
            var since = ProjectionGrid.Seconds(i) - facts.HoldSeconds;
            var before = 0.0;
            if (since >= 0)
            {
                while (ProjectionGrid.Seconds(behind + 1) <= since)
                {
                    behind++;
                }

                before = room.Closed[behind] + ((room.Closed[behind + 1] - room.Closed[behind]) * (since - ProjectionGrid.Seconds(behind)) / ProjectionGrid.Step(behind + 1));
            }

            used[i] = active[i] + (toTimeWait * (room.Closed[i] - before));
        }

        if (facts.ReuseDelay is { } delay)
        {
            var young = counts.YoungerThan(delay);
            for (var i = 0; i < used.Length && ProjectionGrid.Seconds(i) < delay; i++)
            {
                used[i] += young * (1 - (ProjectionGrid.Seconds(i) / delay));
            }

            return;
        }

        AddSchedule(counts, used, facts.Spread);
    }

    private static void AddSchedule(FlowCounts counts, Span<double> used, double spread)
    {
        double held = counts.TimeWait - counts.Overdue;
        var whole = 0;
        for (var i = 0; i < used.Length && ProjectionGrid.Seconds(i) <= FlowCounts.TimeWaitSeconds + spread; i++)
        {
            var due = ProjectionGrid.Seconds(i) - spread;
            while (whole < FlowCounts.TimeWaitSeconds && whole + 1 <= due)
            {
                held -= counts.Releases[whole++];
            }

            var part = due <= 0 || whole == FlowCounts.TimeWaitSeconds ? 0 : counts.Releases[whole] * (due - whole);
            used[i] += held - part + (counts.Overdue * Math.Max(0, 1 - (ProjectionGrid.Seconds(i) / Math.Max(.5, spread))));
        }
    }

    private static void Integrate(ReadOnlySpan<double> function, Span<double> integral)
    {
        integral[0] = 0;
        for (var i = 1; i < function.Length; i++)
        {
            integral[i] = integral[i - 1] + ((function[i] + function[i - 1]) * .5 * (ProjectionGrid.Seconds(i) - ProjectionGrid.Seconds(i - 1)));
        }
    }
}
