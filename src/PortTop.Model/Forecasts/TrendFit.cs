namespace PortTop.Model;

/// <summary>
/// Finds a trend in the counts of the last seconds: the longest stretch that a line, or a rise that an exponential, explains everywhere and
/// better than a single step would.
/// </summary>
internal static class TrendFit
{
    /// <summary>A stretch that is shorter is no trend.</summary>
    private const int Shortest = 12;

    /// <summary>Nothing grows like a power for longer: it would have ended already.</summary>
    private const int LongestExponential = 64;

    /// <summary>
    /// A slope is believed at four standard deviations: what is looked for in four stretches at each poll of each pool is found by chance
    /// otherwise.
    /// </summary>
    private const double Certainty = 4;

    /// <summary>A change that is smaller over the whole stretch is none.</summary>
    private const double LeastChange = .1;

    /// <summary>A step has one parameter more to fit with; a trend need not beat it, only come near.</summary>
    private const double WorseThanStep = 1.08;

    /// <summary>The trend, null for none.</summary>
    internal static ArrivalRate? Find(ArrivalSlots slots, double dispersion, int window, ForecastRoom room)
    {
        for (var wanted = ArrivalSlots.Capacity; wanted >= 16; wanted /= 2)
        {
            var length = Math.Min(wanted, slots.Count);
            if (length < Shortest || length < .5 * window)
            {
                return null;
            }

            if (Fit(slots, dispersion, length, room) is { } trend)
            {
                return trend;
            }
        }

        return null;
    }

    private static ArrivalRate? Fit(ArrivalSlots slots, double dispersion, int length, ForecastRoom room)
    {
        var counts = room.Counts.AsSpan(0, length);
        var (sum, squares, nonzero) = (0.0, 0.0, 0);
        for (var i = 0; i < length; i++)
        {
            var count = slots[length - 1 - i];
            counts[i] = count;
            sum += count;
            squares += count * count;
            nonzero += count > 0 ? 1 : 0;
        }

        var mean = sum / length;
        if (mean < .5 || nonzero < .8 * length)
        {
            return null;
        }

        var middle = (length - 1) / 2.0;
        var spread = length * (((double)length * length) - 1) / 12;
        var slope = 0.0;
        for (var i = 0; i < length; i++)
        {
            slope += (i - middle) * counts[i];
        }

        slope /= spread;
        if (Math.Abs(slope) < Certainty * ArrivalRate.Deviation(dispersion, mean, 1 / spread) || Math.Abs(slope) * length < LeastChange * mean)
        {
            return null;
        }

        var most = WorseThanStep * ErrorOfBestStep(counts, sum, squares);
        var test = new ResidualTest(counts, mean, dispersion);
        var line = Line(counts, mean, slope, test, most, dispersion, room.Residuals.AsSpan(0, length));
        return slope > 0 && length <= LongestExponential && mean > 8
            ? Exponential(counts, test, Math.Min(most, line?.Error ?? most), dispersion, room) ?? line?.Rate
            : line?.Rate;
    }

    private static (ArrivalRate Rate, double Error)? Line(
        ReadOnlySpan<double> counts, double mean, double slope, in ResidualTest test, double most, double dispersion, Span<double> residuals)
    {
        var middle = (counts.Length - 1) / 2.0;
        var error = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            residuals[i] = counts[i] - mean - (slope * (i - middle));
            error += residuals[i] * residuals[i];
        }

        var now = mean + (slope * (counts.Length / 2.0));
        return now > 0 && error < most && test.Passes(residuals) ? (Rate(now, slope, 0, counts.Length, dispersion), error) : null;
    }

    /// <summary>
    /// A line through the logarithms, weighted by the counts, because the logarithm of a small count is the less certain one.
    /// </summary>
    private static ArrivalRate? Exponential(ReadOnlySpan<double> counts, in ResidualTest test, double most, double dispersion, ForecastRoom room)
    {
        const double LeastExponent = .005;
        var logarithms = room.Differences.AsSpan(0, counts.Length);
        var residuals = room.Residuals.AsSpan(0, counts.Length);
        var (weights, times, values) = (0.0, 0.0, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            var weight = counts[i] + .5;
            logarithms[i] = Math.Log(weight);
            weights += weight;
            times += weight * i;
            values += weight * logarithms[i];
        }

        var (time, value) = (times / weights, values / weights);
        var (together, alone) = (0.0, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            var weight = counts[i] + .5;
            together += weight * (i - time) * (logarithms[i] - value);
            alone += weight * (i - time) * (i - time);
        }

        var exponent = together / alone;
        if (exponent <= LeastExponent)
        {
            return null;
        }

        var error = 0.0;
        for (var i = 0; i < counts.Length; i++)
        {
            residuals[i] = counts[i] - Math.Exp(value + (exponent * (i - time)));
            error += residuals[i] * residuals[i];
        }

        if (error >= most || !test.Passes(residuals))
        {
            return null;
        }

        var now = Math.Exp(value + (exponent * (counts.Length - .5 - time)));
        return Rate(now, now * exponent, exponent, counts.Length, dispersion);
    }

    /// <summary>The end of a fitted line is known as well as the mean of a quarter of it.</summary>
    private static ArrivalRate Rate(double now, double growth, double exponent, int length, double dispersion)
        => new() { PerSecond = now, Window = length / 4.0, Dispersion = dispersion, Growth = growth, Exponent = exponent, Seen = length };

    /// <summary>The least squared error that two constants, one after the other, can have.</summary>
    private static double ErrorOfBestStep(ReadOnlySpan<double> counts, double sum, double squares)
    {
        var best = double.MaxValue;
        var before = counts[0];
        for (var i = 2; i < counts.Length - 1; i++)
        {
            before += counts[i - 1];
            var after = sum - before;
            best = Math.Min(best, squares - (before * before / i) - (after * after / (counts.Length - i)));
        }

        return best;
    }
}
