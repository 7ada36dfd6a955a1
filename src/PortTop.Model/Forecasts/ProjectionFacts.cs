namespace PortTop.Model;

/// <summary>What a projection needs beside the sockets and their lifetimes.</summary>
/// <param name="Scale">The age bins.</param>
/// <param name="Oldest">The age of the oldest socket of known age, in seconds.</param>
/// <param name="Now">The time, by the clock of forecasts.</param>
/// <param name="Watched">For how many seconds the pool was watched.</param>
/// <param name="Spread">See <see cref="TimerLateness.Spread"/>.</param>
/// <param name="ReuseDelay">After so many seconds in TIME-WAIT the kernel gives a port out again; null where it does not.</param>
internal readonly record struct ProjectionFacts(AgeScale Scale, double Oldest, double Now, double Watched, double Spread, double? ReuseDelay)
{
    /// <summary>For how long a port is blocked after its connection was closed by this side.</summary>
    internal double HoldSeconds => ReuseDelay ?? FlowCounts.TimeWaitSeconds + Spread;
}
