namespace PortTop.Model;

/// <summary>
/// The flow of one pool in a few figures: who comes, for how long each holds its port, and how many ports there are. By Little's law that
/// is what its use settles at (<c>forecast.md</c> has the equations). A remedy changes a figure, and the same model tells what the pool
/// would do then.
/// </summary>
public readonly record struct PoolFlow
{
    /// <summary>The ports that it can have.</summary>
    public double Capacity { get; init; }

    /// <summary>The ports that are used now.</summary>
    public double Used { get; init; }

    /// <summary>Connections asked for per second; null where that is not known.</summary>
    public double? Asks { get; init; }

    /// <summary>More may be asked for.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Mean seconds for which a connection is active; null where most live longer than was watched.</summary>
    public double? ActiveSeconds { get; init; }

    /// <summary>Mean seconds for which its port is held in TIME-WAIT after that.</summary>
    public double TimeWaitSeconds { get; init; }

    /// <summary>Ports of connections that outlast all others.</summary>
    public double Lasting { get; init; }

    /// <summary>Ports per second that are taken and do not come back; 0 where nothing leaks.</summary>
    public double Growth { get; init; }

    /// <summary>
    /// By which part of it <see cref="Growth"/> may be more or less, nine times in ten; 1 where it may be next to nothing.
    /// </summary>
    public double GrowthError { get; init; }

    /// <summary>No port is left now, or none was a moment ago: some of what is asked may not be seen.</summary>
    public bool IsFull { get; init; }

    /// <summary>The share of closed connections that leave a TIME-WAIT.</summary>
    public double TimeWaitShare { get; init; }

    /// <summary>The flow of a pool as it is.</summary>
    public static PoolFlow Of(PoolSample pool)
    {
        var flow = new PoolFlow { Capacity = pool.Ledger.Capacity, Used = pool.Ledger.Used };
        if (pool.Demand is not { } demand)
        {
            return flow;
        }

        var (growth, error) = Leak(pool, demand);
        return flow with
        {
            Asks = demand.IsAtLeast ? demand.Least : demand.Mean,
            IsAtLeast = demand.IsAtLeast,
            ActiveSeconds = demand.ActiveSeconds,
            TimeWaitSeconds = demand.TimeWaitSeconds - (demand.IsAtLeast ? demand.SlackSeconds : 0),
            TimeWaitShare = demand.TimeWaitShare,
            Lasting = demand is { Fits: { } fits, HoldingSeconds: { } holding } ? Math.Max(0, pool.Ledger.Capacity - (fits * holding)) : 0,
            Growth = growth,
            GrowthError = error,
            IsFull = pool.Status.Condition >= PoolCondition.Failed,
        };
    }

    /// <summary>
    /// How fast ports are taken and not given back. While the pool has ports that is how its open connections grow; once it is full nothing
    /// grows, and what is asked for and not given would have gone the same way, unless others close and make room.
    /// </summary>
    private static (double PerSecond, double Error) Leak(PoolSample pool, PoolDemand demand)
    {
        const double Noticeable = .2;
        if (pool.Leak is { } leak)
        {
            return (leak.PerSecond, (leak.Most - leak.Least) / (leak.Most + leak.Least));
        }

        if (pool.HeldTimeWait * 2 > pool.Ledger.Used)
        {
            // What comes back by itself is no leak.
            return default;
        }

        if (pool.Ledger.Free > 0 && pool.Status.Condition < PoolCondition.Waves)
        {
            var growth = pool.AliveGrowth > 0 ? pool.AliveGrowth.Value : demand.ActiveSeconds is null ? pool.UseGrowth ?? 0 : 0;
            return growth > Noticeable * demand.Mean ? (growth, Chance(growth)) : default;
        }

        var given = Math.Max(0, demand.Mean - (pool.Failed ?? demand.Mean));
        return demand.ActiveSeconds is null && given < Noticeable * demand.Mean ? (demand.Mean, 0) : default;
    }

    /// <summary>
    /// By which part a growth may be more or less that was seen for half a minute: it is a count, and varies as counts do.
    /// </summary>
    private static double Chance(double growth)
    {
        const double Seconds = 24;
        const double Quantile = 1.7;
        return Math.Min(1, Quantile / Math.Sqrt(growth * Seconds));
    }

    /// <summary>What it comes to.</summary>
    public PoolProspect Foresee()
    {
        if (Capacity <= 0)
        {
            return new PoolProspect(ProspectKind.Fails, 1);
        }

        if (Growth > 0)
        {
            var seconds = Math.Max(0, Capacity - Used) / Growth;
            return new PoolProspect(ProspectKind.FullIn, Seconds: seconds)
            {
                IsAtLeast = IsFull && IsAtLeast,
                Earliest = seconds / (1 + GrowthError),
                Latest = GrowthError < 1 ? seconds / (1 - GrowthError) : double.PositiveInfinity,
            };
        }

        if (Asks is not { } asks || ActiveSeconds is not { } active)
        {
            // Of a full pool nobody knows how much more it would be.
            return Asks is null || IsFull ? default : new PoolProspect(ProspectKind.Settles, Math.Min(1, Used / Capacity));
        }

        var holding = active + TimeWaitSeconds;
        var settled = Lasting + (asks * holding);
        if (settled <= Capacity)
        {
            return new PoolProspect(ProspectKind.Settles, settled / Capacity) { IsAtLeast = IsAtLeast };
        }

        var fits = Math.Max(0, Capacity - Lasting) / holding;
        return new PoolProspect(ProspectKind.Fails, 1 - (fits / asks)) { IsAtLeast = IsAtLeast };
    }

    /// <summary>The same load spread evenly over several pools of this size.</summary>
    public PoolFlow Spread(int pools) => this with { Used = Used / pools, Asks = Asks / pools, Lasting = Lasting / pools, Growth = Growth / pools };
}
