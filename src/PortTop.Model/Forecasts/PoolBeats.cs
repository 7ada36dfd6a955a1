namespace PortTop.Model;

/// <summary>
/// A full pool that is asked for more than fits works and fails in beats: while the ports of a wave of connections come back out of
/// TIME-WAIT connect() finds some, and then none for as long as nothing had been opened a minute before.
/// </summary>
/// <param name="IsWorking">Four of five attempts find a port now.</param>
/// <param name="Works">
/// Seconds until attempts find ports again; null where they do, and where that does not happen within the time looked ahead.
/// </param>
/// <param name="Fails">Seconds until attempts find none again; null where that does not happen within the time looked ahead.</param>
/// <param name="FailingShare">The share of attempts that fail over the next holding time.</param>
public readonly record struct PoolBeats(bool IsWorking, double? Works, double? Fails, double FailingShare)
{
    /// <summary>Seconds for which a connection holds its port: so often the beats return.</summary>
    public double CycleSeconds { get; init; }

    /// <summary>For so many of those seconds most attempts fail.</summary>
    public double FailingSeconds { get; init; }

    /// <summary>It works and fails in turn.</summary>
    public bool IsWave => Fails is not null && (IsWorking || Works is not null);

    /// <summary>Two holding times of short connections: the next window of each kind lies within.</summary>
    private const double AheadSeconds = 130;
    private const double Step = .5;
    private const int Steps = (int)(AheadSeconds / Step);

    /// <summary>
    /// Ports come back in batches, one for each granule of the timer, and the first of a wave is a small one: most attempts succeed from
    /// the middle of the second on.
    /// </summary>
    private const double Batches = 1.5;

    /// <summary>While a smaller share of attempts finds a port, they fail.</summary>
    private const double WorkingShare = .5;

    /// <summary>
    /// Clients that come unevenly blur a wave until there is no window in which most fail. Then a window counts in which a smaller share
    /// than this finds a port: a pool that is asked for more than fits must not look as if it had no next failures.
    /// </summary>
    private const double PartlyWorkingShare = .8;

    /// <summary>
    /// It is judged over so many steps, a granule of the timer: within one the ports of the granule before come back at once, are taken and
    /// are gone.
    /// </summary>
    private const int Judged = 4;

    /// <summary>A window that is shorter is the saw of the timer and no beat, in seconds.</summary>
    private const double Shortest = 3;

    /// <summary>Foretells the next windows.</summary>
    /// <param name="counts">The sockets.</param>
    /// <param name="free">Free ports.</param>
    /// <param name="demand">What is asked for.</param>
    /// <param name="toTimeWait">The share of closed sockets whose port goes into TIME-WAIT.</param>
    /// <param name="lateness">How late ports come back.</param>
    /// <param name="reuseDelay">The kernel gives ports out again after so many seconds in TIME-WAIT; null where it does not.</param>
    internal static PoolBeats? Foretell(FlowCounts counts, double free, in PoolDemand demand, double toTimeWait, TimerLateness lateness, double? reuseDelay)
    {
        if (demand.Mean <= 0 || demand.ActiveSeconds is not { } life)
        {
            return null;
        }

        Span<double> back = stackalloc double[Steps];
        Span<double> finds = stackalloc double[Steps];
        Schedule(counts, Batches * lateness.Spread, reuseDelay, back);
        var wanted = demand.Mean * Step;
        var active = (double)counts.Active;
        var share = 1 - Math.Exp(-Step / Math.Max(life, .01));
        var hold = (int)Math.Round((reuseDelay ?? FlowCounts.TimeWaitSeconds + (Batches * lateness.Spread)) / Step);
        var (failed, asked) = (0.0, 0.0);
        var cycle = demand.HoldingSeconds!.Value / Step;
        for (var i = 0; i < Steps; i++)
        {
            free += back[i];
            var opened = Math.Min(wanted, free);
            var closed = (active * share) + (opened * .5 * share);
            active += opened - closed;
            free -= opened - ((1 - toTimeWait) * closed);
            if (i + hold < Steps)
            {
                back[i + hold] += toTimeWait * closed;
            }

            finds[i] = opened;
            failed += i < cycle ? wanted - opened : 0;
            asked += i < cycle ? wanted : 0;
        }

        Span<bool> fails = stackalloc bool[Steps];
        Judge(finds, WorkingShare * wanted, fails);
        var isWorking = !HasRun(fails, 0, isFailing: true);
        var works = Find(fails, 0, isFailing: false);
        var next = Find(fails, isWorking ? 0 : works, isFailing: true);
        if (next >= Steps)
        {
            Judge(finds, PartlyWorkingShare * wanted, fails);
            next = Find(fails, isWorking ? 0 : works, isFailing: true);
        }

        var (worksIn, failsIn) = (isWorking || works >= Steps ? (double?)null : works * Step, next >= Steps ? (double?)null : next * Step);
        return new PoolBeats(isWorking, worksIn, failsIn, failed / asked)
        {
            CycleSeconds = demand.HoldingSeconds.Value,
            FailingSeconds = CountFailing(fails, (int)cycle, next),
        };
    }

    /// <summary>In the cycle that begins now or, where nothing fails in that, in the one that begins with the next failures.</summary>
    private static double CountFailing(ReadOnlySpan<bool> fails, int cycle, int next)
    {
        var now = fails[..Math.Min(Steps, cycle)].Count(true);
        return Step * (now > 0 || next >= Steps ? now : fails[next..Math.Min(Steps, next + cycle)].Count(true));
    }

    /// <summary>
    /// Which steps fail: those in which fewer attempts find a port than <paramref name="enough"/>, over a granule of the timer.
    /// </summary>
    private static void Judge(ReadOnlySpan<double> finds, double enough, Span<bool> fails)
    {
        for (var i = 0; i < Steps; i++)
        {
            var from = Math.Max(0, i - (Judged / 2));
            var to = Math.Min(Steps, i + (Judged / 2));
            var found = 0.0;
            foreach (var opened in finds[from..to])
            {
                found += opened;
            }

            fails[i] = found < enough * (to - from);
        }
    }

    private static void Schedule(FlowCounts counts, double lateness, double? reuseDelay, Span<double> back)
    {
        back.Clear();
        if (reuseDelay is { } delay)
        {
            var young = counts.YoungerThan(delay);
            var steps = Math.Max(1, (int)(delay / Step));
            for (var i = 0; i < steps; i++)
            {
                back[i] = (double)young / steps;
            }

            return;
        }

        var before = (double)counts.TimeWait;
        for (var i = 0; i < Steps; i++)
        {
            var held = i * Step > FlowCounts.TimeWaitSeconds + lateness ? 0 : ReleaseSchedule.HeldAfter(counts, (i + 1) * Step, lateness);
            back[i] = before - held;
            before = held;
        }
    }

    /// <summary>The first step, from one on, at which a run begins; the number of steps when there is none.</summary>
    private static int Find(ReadOnlySpan<bool> fails, int from, bool isFailing)
    {
        while (from < fails.Length && !HasRun(fails, from, isFailing))
        {
            from++;
        }

        return from;
    }

    private static bool HasRun(ReadOnlySpan<bool> fails, int from, bool isFailing)
    {
        const int Length = (int)(Shortest / Step);
        for (var i = from; i < Math.Min(fails.Length, from + Length); i++)
        {
            if (fails[i] != isFailing)
            {
                return false;
            }
        }

        return from < fails.Length;
    }
}
