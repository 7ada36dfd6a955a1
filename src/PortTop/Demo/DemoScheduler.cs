using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using Monitor = System.Threading.Monitor;

namespace PortTop.Demo;

/// <summary>
/// The clock and the thread of a demo: what lies before the moment at which somebody begins to look goes by as fast as it can be worked
/// off, and then time runs as many times as fast as it was asked for.
/// </summary>
internal sealed class DemoScheduler : LocalScheduler, IDisposable
{
    private readonly object _lock = new();
    private readonly PriorityQueue<Item, (DateTimeOffset Due, long Number)> _items = new();
    private readonly Stopwatch _stopwatch = new();
    private readonly double _speed;
    private DateTimeOffset _now;
    private long _number;
    private bool _isDisposed;

    /// <summary>Begins to work.</summary>
    /// <param name="start">When the story begins.</param>
    /// <param name="looks">When somebody begins to look.</param>
    /// <param name="speed">How many seconds of the story go by in a second.</param>
    internal DemoScheduler(DateTimeOffset start, DateTimeOffset looks, double speed)
    {
        _now = start;
        Looks = looks;
        _speed = speed;
        new Thread(Work) { IsBackground = true, Name = "demo" }.Start();
    }

    /// <summary>When somebody begins to look.</summary>
    internal DateTimeOffset Looks { get; }

    /// <inheritdoc/>
    public override DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _stopwatch.IsRunning ? Looks + (_stopwatch.Elapsed * _speed) : _now;
            }
        }
    }

    /// <inheritdoc/>
    public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        var item = new Item();
        item.Run = () => item.Running.Disposable = action(this, state);
        lock (_lock)
        {
            _items.Enqueue(item, (Now + Scheduler.Normalize(dueTime), _number++));
            Monitor.PulseAll(_lock);
        }

        return item.Running;
    }

    /// <inheritdoc/>
    public override IStopwatch StartStopwatch() => new StoryWatch(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Work()
    {
        while (Next() is { } item)
        {
            if (!item.Running.IsDisposed)
            {
                item.Run();
            }
        }
    }

    /// <summary>Waits for the next item that is due; null at the end.</summary>
    private Item? Next()
    {
        lock (_lock)
        {
            while (!_isDisposed)
            {
                if (!_items.TryPeek(out _, out var next))
                {
                    Monitor.Wait(_lock);
                }
                else if (IsDue(next.Due))
                {
                    return _items.Dequeue();
                }
                else
                {
                    Monitor.Wait(_lock, TimeSpan.FromMilliseconds(Math.Max(1, ((next.Due - Now) / _speed).TotalMilliseconds)));
                }
            }

            return null;
        }
    }

    private bool IsDue(DateTimeOffset due)
    {
        if (_stopwatch.IsRunning)
        {
            return due <= Now;
        }

        if (due <= Looks)
        {
            _now = due > _now ? due : _now;
            return true;
        }

        _stopwatch.Start();
        return false;
    }

    private sealed class Item
    {
        internal SingleAssignmentDisposable Running { get; } = new();

        internal Action Run { get; set; } = static () => { };
    }

    private sealed class StoryWatch(DemoScheduler scheduler) : IStopwatch
    {
        private readonly DateTimeOffset _start = scheduler.Now;

        public TimeSpan Elapsed => scheduler.Now - _start;
    }
}
