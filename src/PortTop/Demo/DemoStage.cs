using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Demo;

/// <summary>A scenario that is shown: its machine, its clock and its thread.</summary>
internal sealed class DemoStage : IDisposable
{
    /// <summary>The name of the machine, wherever one is told: nobody must take a demo for an incident.</summary>
    internal const string Host = "DEMO";

    private readonly IReadOnlyList<SimulatedMachine> _machines;
    private readonly DemoScheduler _scheduler;
    private readonly DateTimeOffset _start;

    /// <summary>Sets the stage; nothing is worked off before somebody subscribes.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="machines">Its network namespaces that are looked at.</param>
    /// <param name="start">When the story begins.</param>
    /// <param name="speed">How many seconds of the story go by in a second.</param>
    internal DemoStage(Scenario scenario, IReadOnlyList<SimulatedMachine> machines, DateTimeOffset start, double speed)
    {
        Name = scenario.Name;
        Speed = speed;
        _machines = machines;
        _start = start;
        _scheduler = new DemoScheduler(start, start.AddSeconds(scenario.WarmUp), speed);
        Clock = new StoryClock(_scheduler);
    }

    /// <summary>The name of the scenario.</summary>
    internal string Name { get; }

    /// <summary>How many seconds of the story go by in a second.</summary>
    internal double Speed { get; }

    /// <summary>When somebody begins to look.</summary>
    internal DateTimeOffset Looks => _scheduler.Looks;

    /// <summary>The clock and the thread of the pipeline.</summary>
    internal IScheduler Scheduler => _scheduler;

    /// <summary>The clock of the screen.</summary>
    internal TimeProvider Clock { get; }

    /// <summary>
    /// What is watched costs nothing in the story, and working the story off is no watching: no budget stretches its polls.
    /// </summary>
    internal static TimeSpan ProcessorTime() => TimeSpan.Zero;

    /// <inheritdoc/>
    public void Dispose() => _scheduler.Dispose();

    /// <summary>The machine as the pipeline reads it.</summary>
    internal IMachineSource Open(Settings settings)
        => new SimulatedHost(_machines, Host, () => (_scheduler.Now - _start).TotalSeconds, settings.AskKernel != Settings.Never);

    private sealed class StoryClock(DemoScheduler scheduler) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => scheduler.Now;
    }
}
