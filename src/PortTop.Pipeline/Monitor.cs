using System.Reactive.Concurrency;
using System.Reactive.Linq;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Watches a machine: polls it by the clock, at the pace that the person and the budget allow, and publishes what it found.
/// </summary>
/// <param name="machine">Where sockets come from. It is read on the scheduler alone.</param>
/// <param name="scheduler">The clock and the thread; a virtual one in tests.</param>
/// <param name="processorTime">The processor time that the program has used so far.</param>
/// <param name="budget">How much of one core the program may use.</param>
/// <param name="upstream">The NAT that pools are counted against; null for none.</param>
/// <param name="preferences">What a person holds to be near trouble, and how addresses are called; null for what is usual.</param>
public sealed class Monitor(
    IMachineSource machine, IScheduler scheduler, Func<TimeSpan> processorTime, WatchBudget budget, UpstreamBudget? upstream = null,
    Preferences? preferences = null)
{
    /// <summary>Watches a source that tells of one network namespace.</summary>
    /// <param name="source">Where sockets come from. It is read on the scheduler alone.</param>
    /// <param name="scheduler">The clock and the thread; a virtual one in tests.</param>
    /// <param name="processorTime">The processor time that the program has used so far.</param>
    /// <param name="budget">How much of one core the program may use.</param>
    /// <param name="upstream">The NAT that pools are counted against; null for none.</param>
    /// <param name="preferences">What a person holds to be near trouble, and how addresses are called; null for what is usual.</param>
    public Monitor(
        ISocketSource source, IScheduler scheduler, Func<TimeSpan> processorTime, WatchBudget budget, UpstreamBudget? upstream = null,
        Preferences? preferences = null)
        : this(new SingleNamespace(source), scheduler, processorTime, budget, upstream, preferences)
    {
    }

    /// <summary>
    /// Polls while somebody subscribes: at once, and then as <paramref name="interest"/> says. The stream never ends by a
    /// failure; a poll that failed is a <see cref="PollFailed"/>.
    /// </summary>
    /// <param name="interest">What the person looks at; nothing is polled before its first value.</param>
    public IObservable<PollOutcome> Watch(IObservable<Interest> interest) => Observable.Create<PollOutcome>(observer =>
    {
        var stopwatch = scheduler.StartStopwatch();
        var session = new PollSession(
            () => new MachinePoller(machine, () => stopwatch.Elapsed, budget.Share, upstream, processorTime, preferences),
            scheduler, processorTime, budget, observer);
        return new System.Reactive.Disposables.CompositeDisposable(
            session,
            interest.ObserveOn(scheduler).Subscribe(session.Heed, observer.OnError));
    });
}
