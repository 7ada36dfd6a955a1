using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Pipeline.Owners;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Tests.Pipeline;

/// <summary>A monitor in virtual time, and what a test needs to watch it.</summary>
public abstract class WatchedMonitor : IDisposable
{
    private protected static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 0, 0, TimeSpan.Zero);

    private TimeSpan _processorTime;
    private int _polls;

    private protected WatchedMonitor()
    {
        Source = new ScriptedSource(Scheduler) { Processes = Processes };
        Subscription = Watch(Wanted, Outcomes);
    }

    private protected HistoricalScheduler Scheduler { get; } = new(Start);

    private protected ScriptedProcesses Processes { get; } = new();

    /// <summary>Logs that are empty until a test writes into them.</summary>
    private protected ScriptedLogs Logs { get; } = new();

    private protected ScriptedSource Source { get; }

    private protected BehaviorSubject<Interest> Wanted { get; } = new(new Interest(TimeSpan.FromSeconds(1)));

    private protected List<PollOutcome> Outcomes { get; } = [];

    private protected IDisposable Subscription { get; }

    private protected TimeSpan CostOfPoll { get; set; } = TimeSpan.FromMilliseconds(5);

    private protected IEnumerable<Snapshot> Snapshots => Outcomes.OfType<PollSucceeded>().Select(static outcome => outcome.Snapshot);

    public void Dispose()
    {
        Subscription.Dispose();
        Wanted.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IDisposable Watch(IObservable<Interest> interest, List<PollOutcome> outcomes)
        => new Monitor(new SingleNamespace(Source, Logs), Scheduler, ProcessorTime, new WatchBudget(.02, .2))
            .Watch(interest).Subscribe(outcomes.Add);

    private protected void Advance(double seconds) => Scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    /// <summary>Processor time is used beside <see cref="CostOfPoll"/>.</summary>
    private protected void Use(TimeSpan time) => _processorTime += time;

    private protected double[] SecondsOfPolls() => [.. Source.Polls.Select(static poll => (poll - Start).TotalSeconds)];

    private TimeSpan ProcessorTime()
    {
        _processorTime += (Source.Polls.Count - _polls) * CostOfPoll;
        _polls = Source.Polls.Count;
        return _processorTime;
    }
}
