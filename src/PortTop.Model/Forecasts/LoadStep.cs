namespace PortTop.Model;

/// <summary>A step in what is asked for.</summary>
/// <param name="SecondsAgo">How many seconds ago.</param>
/// <param name="Before">Connections per second before.</param>
/// <param name="After">Connections per second since.</param>
public readonly record struct LoadStep(double SecondsAgo, double Before, double After)
{
    /// <summary>A step that is smaller explains nothing.</summary>
    private const double LeastFactor = 1.3;
    private const double Certainty = 5;
    private const int Shortest = 3;

    /// <summary>What is told of before is what was just before, in seconds.</summary>
    private const int JustBefore = 15;

    /// <summary>
    /// The last step up within two minutes; null where there is none. First the one that explains all of them best, and then, as long as
    /// there is one, the one that explains best what came after it: the last straw, and not the first.
    /// </summary>
    internal static LoadStep? Find(ArrivalSlots slots, double dispersion)
    {
        var step = Find(slots, slots.Count, dispersion);
        while (step is { } found && Find(slots, (int)found.SecondsAgo, dispersion) is { } later)
        {
            step = later;
        }

        return step;
    }

    private static LoadStep? Find(ArrivalSlots slots, int count, double dispersion)
    {
        var (all, seconds) = Measure(slots, 0, count);
        if (seconds < 4 * Shortest)
        {
            return null;
        }

        var (best, length, newest, since) = (0.0, 0, 0.0, 0);
        for (var i = 1; i <= count; i++)
        {
            if (slots.IsLimited(i - 1))
            {
                continue;
            }

            newest += slots[i - 1];
            since++;
            if (since < Shortest || seconds - since < Shortest)
            {
                continue;
            }

            var (after, before) = (newest / since, (all - newest) / (seconds - since));
            var explained = (after - before) * (after - before) * since * (seconds - since) / seconds;
            if (after > before && explained > best)
            {
                (best, length) = (explained, i);
            }
        }

        if (length == 0)
        {
            return null;
        }

        var (sum, high) = Measure(slots, 0, length);
        var (late, early, low) = (sum / high, (all - sum) / (seconds - high), seconds - high);
        var deviation = ArrivalRate.Deviation(dispersion, (late + early) / 2, (1.0 / high) + (1.0 / low));
        if (late <= LeastFactor * early || late - early <= Certainty * deviation)
        {
            return null;
        }

        var (just, justBefore) = Measure(slots, length, Math.Min(count, length + JustBefore));
        return new LoadStep(length, justBefore > 0 ? just / justBefore : early, late);
    }

    /// <summary>
    /// What was asked for in the seconds from one to before another, and how many of them tell: those in which a pool was full, and
    /// attempts that fail are not seen, say nothing of what was asked for, and the wave of connections after them is no step.
    /// </summary>
    private static (double Connections, int Seconds) Measure(ArrivalSlots slots, int from, int to)
    {
        var (connections, seconds) = (0.0, 0);
        for (var i = from; i < to; i++)
        {
            if (!slots.IsLimited(i))
            {
                connections += slots[i];
                seconds++;
            }
        }

        return (connections, seconds);
    }
}
