namespace PortTop.Model;

/// <summary>How many connections are asked for, and whether that changes.</summary>
public readonly record struct ArrivalRate
{
    /// <summary>Whatever the counts say, a rate is known to 2 % at best.</summary>
    private const double LeastError = .02;

    /// <summary>A rate without an arrival was not zero for certain.</summary>
    private const double LeastMean = .25;

    /// <summary>An arrival rate of nothing.</summary>
    public ArrivalRate()
    {
    }

    /// <summary>Connections per second now.</summary>
    public required double PerSecond { get; init; }

    /// <summary>The seconds that <see cref="PerSecond"/> rests on.</summary>
    public required double Window { get; init; }

    /// <summary>Variance over mean of the counts per second, 1 for independent arrivals.</summary>
    public double Dispersion { get; init; } = 1;

    /// <summary>Change of <see cref="PerSecond"/> per second, 0 for none.</summary>
    public double Growth { get; init; }

    /// <summary>Growth as a share of the rate per second where it grows like a power, 0 where it does not.</summary>
    public double Exponent { get; init; }

    /// <summary>For how many seconds it was seen to change in this way.</summary>
    public double Seen { get; init; }

    /// <summary>How many connections the rate rests on.</summary>
    public double Evidence => PerSecond * Window;

    /// <summary>The standard error of <see cref="PerSecond"/> as a share of it.</summary>
    public double RelativeError => Math.Sqrt((Dispersion / Math.Max(1, Evidence)) + (LeastError * LeastError));

    /// <summary>
    /// The standard deviation of counts around a mean, with <paramref name="parts"/> for the square of what they are divided by.
    /// </summary>
    internal static double Deviation(double dispersion, double mean, double parts) => Math.Sqrt(dispersion * Math.Max(LeastMean, mean) * parts);
}
