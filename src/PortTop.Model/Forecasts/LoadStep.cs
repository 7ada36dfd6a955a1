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
    /// The last step up within two minutes; null where there is none. First the one that explains all of them best, and then, as long as there is one, the one that explains best what came
    /// after it: the last straw, and not the first.
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
        if (count < 4 * Shortest)
        {
            return null;
        }

        var all = slots.Sum(count);
        var (best, length, newest) = (0.0, 0, slots.Sum(Shortest - 1));
        for (var i = Shortest; i <= count - Shortest; i++)
        {
            newest += slots[i - 1];
            var (after, before) = (newest / i, (all - newest) / (count - i));
            var explained = (after - before) * (after - before) * i * (count - i) / count;
            if (after > before && explained > best)
            {
                (best, length) = (explained, i);
            }
        }

        if (length == 0)
        {
            return null;
        }

        var (high, low) = (slots.Mean(0, length), slots.Mean(length, count));
        var deviation = ArrivalRate.Deviation(dispersion, (high + low) / 2, (1.0 / length) + (1.0 / (count - length)));
        return high > LeastFactor * low && high - low > Certainty * deviation
            ? new LoadStep(length, slots.Mean(length, Math.Min(count, length + JustBefore)), high)
            : null;
    }
}
