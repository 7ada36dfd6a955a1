namespace PortTop.Model;

/// <summary>When a pool is full, by all that is known of its connections.</summary>
public readonly record struct PoolForecast
{
    /// <summary>Nothing is foretold.</summary>
    public PoolForecast()
    {
    }

    /// <summary>What is said of it.</summary>
    public ForecastState State { get; init; }

    /// <summary>
    /// Seconds from the poll until no port is left, by the likely future; infinite when that does not happen within half an hour.
    /// </summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <summary>The same in the early future: one in ten is earlier.</summary>
    public double Earliest { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// The same in the late future: one in ten is later; infinite where the sockets were not watched for long enough to say.
    /// </summary>
    public double Latest { get; init; } = double.PositiveInfinity;

    /// <summary>The most ports that are used within the next half hour, at most the capacity.</summary>
    public double Peak { get; init; }

    /// <summary>
    /// The countdown as it is shown, in seconds from the poll: it runs by the clock and moves calmly to new estimates. Null where none is
    /// shown.
    /// </summary>
    public double? Shown { get; init; }
}
