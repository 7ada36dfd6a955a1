using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Simulation;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Tests.Simulation;

/// <summary>A made-up machine that is watched by the real pipeline, in virtual time.</summary>
internal static class Story
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 10, 0, TimeSpan.Zero);

    internal static ScenarioSettings Settings { get; } = new(7, Start);

    /// <summary>
    /// The last poll of a scenario of that name, at the moment at which somebody would begin to look, or so many seconds later.
    /// </summary>
    internal static Snapshot Of(string scenario, double later = 0)
    {
        var found = ScenarioCatalog.Find(scenario)!;
        return Polls(found.Build(Settings), found.WarmUp + later)[^1];
    }

    /// <summary>The last poll of a machine after so many seconds; the worst pool is looked at, as on its page.</summary>
    internal static Snapshot Watch(SimulatedMachine machine, double seconds) => Polls(machine, seconds)[^1];

    /// <summary>Every poll.</summary>
    internal static IReadOnlyList<Snapshot> Polls(SimulatedMachine machine, double seconds) => Polls([machine], seconds);

    private static List<Snapshot> Polls(IReadOnlyList<SimulatedMachine> machines, double seconds)
    {
        var scheduler = new HistoricalScheduler(Start);
        using var interest = new BehaviorSubject<Interest>(new Interest(TimeSpan.FromSeconds(1), AwaitsOwners: true));
        var polls = new List<Snapshot>();
        var failures = new List<string>();
        var source = new SimulatedHost(machines, "DEMO", () => (scheduler.Now - Start).TotalSeconds);
        var monitor = new Monitor(source, scheduler, static () => TimeSpan.Zero, WatchBudget.Of(1));
        using var subscription = monitor.Watch(interest).Subscribe(outcome =>
        {
            if (outcome is PollSucceeded { Snapshot: var snapshot })
            {
                polls.Add(snapshot);
                if (snapshot.Pools is [var worst, ..] && interest.Value.Detail != worst.Key)
                {
                    interest.OnNext(interest.Value with { Detail = worst.Key });
                }
            }
            else if (outcome is OwnersRead { Snapshot: var owned } && polls.Count > 0 && polls[^1].Poll == owned.Poll)
            {
                polls[^1] = owned with { Detail = owned.Detail ?? polls[^1].Detail };
            }
            else if (outcome is PollFailed failed)
            {
                failures.Add(failed.Reason);
            }
        });
        scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
        failures.ShouldBeEmpty();
        return polls;
    }
}
