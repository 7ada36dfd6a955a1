namespace PortTop.Model;

/// <summary>
/// Finds the rate of arrivals from the counts of the last seconds: over as many of them as agree with each other, so that a step is
/// followed within seconds and a steady rate is known well; or a trend, where a line or an exponential explains the counts better than any
/// single step.
/// </summary>
internal static class ArrivalLaw
{
    /// <summary>The rate by the counts.</summary>
    /// <param name="slots">The counts.</param>
    /// <param name="room">Room for calculations, <see cref="ArrivalSlots.Capacity"/> numbers in each.</param>
    internal static ArrivalRate Estimate(ArrivalSlots slots, ForecastRoom room)
    {
        if (slots.Count == 0)
        {
            return slots.Begun;
        }

        var dispersion = slots.Dispersion(room.Differences);
        if (HasCollapsed(slots, dispersion))
        {
            return new ArrivalRate { PerSecond = slots[0], Window = 1, Dispersion = dispersion, Seen = 1 };
        }

        var window = Window(slots, dispersion);
        var constant = new ArrivalRate { PerSecond = slots.Mean(0, window), Window = window, Dispersion = dispersion, Seen = window };
        return window < 4 ? constant : TrendFit.Find(slots, dispersion, window, room) ?? constant;
    }

    /// <summary>
    /// The newest second alone, where it is far below those before it: a load that stopped raises no alarm a moment longer.
    /// </summary>
    private static bool HasCollapsed(ArrivalSlots slots, double dispersion)
    {
        if (slots.Count < 4)
        {
            return false;
        }

        var before = slots.Mean(1, 4);
        return slots[0] < (.7 * before) - (4 * ArrivalRate.Deviation(dispersion, before, 4 / 3.0));
    }

    /// <summary>How many of the newest seconds agree with each other.</summary>
    private static int Window(ArrivalSlots slots, double dispersion)
    {
        var window = Math.Min(4, slots.Count);
        if (slots.Count >= 4)
        {
            var (newest, older) = (slots.Mean(0, 2), slots.Mean(2, 4));
            if (Differ(newest, older, 4, ArrivalRate.Deviation(dispersion, (newest + older) / 2, 1), .2))
            {
                return 2;
            }
        }

        while (window >= 4)
        {
            var more = Math.Min(slots.Count - window, window);
            if (more < Math.Max(2, window / 2))
            {
                break;
            }

            var (newest, older) = (slots.Mean(0, window), slots.Mean(window, window + more));
            if (Differ(newest, older, 2.5, ArrivalRate.Deviation(dispersion, (newest + older) / 2, (1.0 / window) + (1.0 / more)), .02))
            {
                break;
            }

            window += more;
        }

        return window;
    }

    private static bool Differ(double x, double y, double times, double deviation, double share)
        => Math.Abs(x - y) > (times * deviation) + (share * Math.Max(x, y));
}
