using System.Diagnostics;
using System.Reactive.Concurrency;
using PortTop.Pipeline;

namespace PortTop.Demo;

/// <summary>
/// The clock and the thread of a demo: what lies before the moment at which somebody begins to look goes by as fast as it can be worked
/// off, and then time runs as many times as fast as it was asked for.
/// </summary>
/// <param name="start">When the story begins.</param>
/// <param name="looks">When somebody begins to look.</param>
/// <param name="speed">How many seconds of the story go by in a second.</param>
internal sealed class DemoScheduler(DateTimeOffset start, DateTimeOffset looks, double speed) : ThreadScheduler("demo")
{
    private readonly Stopwatch _stopwatch = new();
    private TimeSpan _elapsed;

    /// <summary>When somebody begins to look.</summary>
    internal DateTimeOffset Looks => looks;

    /// <inheritdoc/>
    public override DateTimeOffset Now => start + ReadElapsed();

    /// <inheritdoc/>
    protected override TimeSpan Elapsed => _stopwatch.IsRunning ? looks - start + (_stopwatch.Elapsed * speed) : _elapsed;

    /// <inheritdoc/>
    public override IStopwatch StartStopwatch() => new StoryWatch(this);

    /// <inheritdoc/>
    protected override TimeSpan TimeUntil(TimeSpan due) => (due - Elapsed) / speed;

    /// <inheritdoc/>
    protected override bool IsDue(TimeSpan due)
    {
        if (_stopwatch.IsRunning)
        {
            return base.IsDue(due);
        }

        if (due <= looks - start)
        {
            _elapsed = due > _elapsed ? due : _elapsed;
            return true;
        }

        _stopwatch.Start();
        return false;
    }

    private sealed class StoryWatch(DemoScheduler scheduler) : IStopwatch
    {
        private readonly DateTimeOffset _start = scheduler.Now;

        public TimeSpan Elapsed => scheduler.Now - _start;
    }
}
