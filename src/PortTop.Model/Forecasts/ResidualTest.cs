namespace PortTop.Model;

/// <summary>Tells whether a fit holds everywhere: in each quarter, and in the newest eighth, by which the future is judged.</summary>
internal readonly ref struct ResidualTest
{
    private readonly int _quarter;
    private readonly int _newest;
    private readonly double _mostInQuarter;
    private readonly double _mostInNewest;

    /// <summary>The test for some counts, oldest first.</summary>
    internal ResidualTest(ReadOnlySpan<double> counts, double mean, double dispersion)
    {
        _quarter = counts.Length / 4;
        _newest = Math.Max(4, counts.Length / 8);
        var newest = Sum(counts[^_newest..]) / _newest;
        _mostInQuarter = (2.5 * ArrivalRate.Deviation(dispersion, mean, _quarter)) + (.01 * mean * _quarter);
        _mostInNewest = (2.2 * ArrivalRate.Deviation(dispersion, newest, _newest)) + (.01 * newest * _newest);
    }

    internal bool Passes(ReadOnlySpan<double> residuals)
    {
        for (var i = 1; i <= 4; i++)
        {
            if (Math.Abs(Sum(residuals.Slice(residuals.Length - (i * _quarter), _quarter))) > _mostInQuarter)
            {
                return false;
            }
        }

        return Math.Abs(Sum(residuals[^_newest..])) <= _mostInNewest;
    }

    private static double Sum(ReadOnlySpan<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
