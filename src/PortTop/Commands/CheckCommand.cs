using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Commands;

/// <summary>Polls until the answer is sound, and gives it.</summary>
/// <param name="settings">The settings in force.</param>
/// <param name="report">Judges a poll.</param>
/// <param name="filter">True for a pool that is asked about.</param>
/// <param name="subject">What is said where no pool is.</param>
/// <param name="polls">How many polls are wanted; null for as many as it takes.</param>
internal sealed class CheckCommand(Settings settings, CheckReport report, Func<PoolKey, bool> filter, string subject, int? polls)
{
    /// <summary>One tells no rate and no failure.</summary>
    private const int FewestPolls = 2;

    /// <summary>A countdown is believed after three seconds and needs two to be seen.</summary>
    private const int MostPolls = 6;

    /// <summary>What stays below this share of its ports needs no second thought.</summary>
    private const double Calm = .5;

    /// <summary>Polls, writes the line and returns the exit status.</summary>
    internal int Run(ISocketSource source, TextWriter output)
    {
        using var scheduler = new EventLoopScheduler();
        using var interest = new BehaviorSubject<Interest>(new Interest(TimeSpan.FromSeconds(settings.Interval), AwaitsOwners: true));
        var monitor = new Monitor(source, scheduler, static () => Environment.CpuUsage.TotalTime, settings.Budget);
        var (status, line) = monitor.Watch(interest)
            .Where(static outcome => outcome is PollSucceeded or PollFailed)
            .Select(Judge)
            .ToEnumerable()
            .First(static answer => answer.IsSound)
            .Answer;
        output.WriteLine(line);
        return (int)status;
    }

    private ((CheckStatus Status, string Line) Answer, bool IsSound) Judge(PollOutcome outcome)
    {
        if (outcome is not PollSucceeded { Snapshot: var snapshot })
        {
            return ((CheckStatus.Unknown, CheckReport.Unknown("the socket tables cannot be read: " + ((PollFailed)outcome).Reason)), true);
        }

        PoolSample[] pools = [.. snapshot.Pools.Where(pool => filter(pool.Key))];
        return (report.Judge(snapshot, pools, subject), IsSound(snapshot.Poll, pools));
    }

    private bool IsSound(int poll, PoolSample[] pools)
        => polls is { } wanted ? poll >= wanted
            : poll >= MostPolls || (poll >= FewestPolls && pools.All(static pool => IsDecided(pool)));

    /// <summary>Nothing opens, or how long connections live is known: otherwise it may be a leak.</summary>
    private static bool IsDemandClear(PoolSample pool) => pool is { Opened: 0, Demand: not null } || pool.Demand is { Fits: not null };

    /// <summary>More polls would not change what is said of it.</summary>
    private static bool IsDecided(PoolSample pool)
        => pool.Status.Condition >= PoolCondition.Countdown
            || (IsDemandClear(pool) && double.IsPositiveInfinity(pool.Forecast.Earliest) && Math.Max(pool.Forecast.Peak, pool.Ledger.Used) < Calm * pool.Ledger.Capacity);
}
