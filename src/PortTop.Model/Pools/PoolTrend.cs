namespace PortTop.Model;

/// <summary>
/// Whether the use of a pool grows, smoothed over about ten seconds: churn that goes up and down is no growth. It says nothing of
/// whether the pool will fill.
/// </summary>
/// <param name="Mean">The smoothed change of used ports per second.</param>
/// <param name="Deviation">The smoothed distance of single changes from the mean, per second.</param>
/// <param name="GrowingSeconds">For how long it has grown so, in seconds.</param>
/// <param name="GrowingPolls">For how many polls it has grown so.</param>
public readonly record struct PoolTrend(double Mean, double Deviation, double GrowingSeconds, int GrowingPolls)
{
    /// <summary>A single jump looks like growth at the poll that sees it, and at the next at most.</summary>
    private const int HoldPolls = 3;
    private const double HoldSeconds = 3;

    private const double TimeConstantSeconds = 10;

    /// <summary>Growth that would take this long to use what is free is worth a word; twice as long ends it.</summary>
    private const double HorizonSeconds = 600;

    /// <summary>The pool counts as rising.</summary>
    public bool IsRising => GrowingSeconds >= HoldSeconds && GrowingPolls >= HoldPolls;

    /// <summary>The trend after a poll.</summary>
    /// <param name="net">Change of used ports per second.</param>
    /// <param name="seconds">Seconds since the poll before.</param>
    /// <param name="free">Free ports.</param>
    public PoolTrend Next(double net, double seconds, int free)
    {
        var weight = 1 - Math.Exp(-seconds / TimeConstantSeconds);
        var mean = Mean + (weight * (net - Mean));
        var deviation = Deviation + (weight * (Math.Abs(net - mean) - Deviation));
        var horizon = IsRising ? 2 * HorizonSeconds : HorizonSeconds;
        return mean > deviation && mean * horizon > free
            ? new PoolTrend(mean, deviation, GrowingSeconds + seconds, GrowingPolls + 1)
            : new PoolTrend(mean, deviation, 0, 0);
    }
}
