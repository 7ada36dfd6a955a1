namespace PortTop.Model;

/// <summary>
/// How fast the connections of a pool grow that are opened and not closed: nine times in ten the truth lies between the two ends.
/// </summary>
/// <param name="Least">The least that it can be, in connections per second.</param>
/// <param name="Most">The most that it can be, in connections per second.</param>
public readonly record struct PoolLeak(double Least, double Most)
{
    /// <summary>In the middle of the two.</summary>
    public double PerSecond => (Least + Most) / 2;

    /// <summary>Seconds until so many ports are gone, the earliest.</summary>
    public double Earliest(double free) => Math.Max(0, free) / Most;

    /// <summary>Seconds until so many ports are gone, the latest.</summary>
    public double Latest(double free) => Math.Max(0, free) / Least;
}
