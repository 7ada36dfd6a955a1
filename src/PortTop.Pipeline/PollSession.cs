using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>One subscription of a <see cref="Monitor"/>: decides when the next poll is due. Everything happens on the scheduler.</summary>
internal sealed class PollSession : IDisposable
{
    private const int WarmUpPolls = 15;

    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestHurried = TimeSpan.FromSeconds(1);

    private readonly Func<MachinePoller> _open;
    private readonly IScheduler _scheduler;
    private readonly Func<TimeSpan> _processorTime;
    private readonly WatchBudget _shares;
    private readonly CpuBudget _budget = new();
    private readonly Attention _attention = new();
    private readonly IObserver<PollOutcome> _observer;

    /// <summary>Time that no clock change moves: intervals are kept by it.</summary>
    private readonly IStopwatch _stopwatch;
    private readonly SerialDisposable _timer = new();
    private readonly HuntSession _hunt;
    private MachinePoller? _poller;
    private Interest? _interest;
    private TimeSpan _due;
    private TimeSpan? _lastStart;
    private TimeSpan? _processorTimeBefore;
    private TimeSpan _endBefore;
    private int _measured;
    private bool _hasFailed;

    internal PollSession(
        Func<MachinePoller> open, IScheduler scheduler, Func<TimeSpan> processorTime, WatchBudget budget, IObserver<PollOutcome> observer)
    {
        _open = open;
        _scheduler = scheduler;
        _processorTime = processorTime;
        _shares = budget;
        _observer = observer;
        _stopwatch = scheduler.StartStopwatch();
        _hunt = new HuntSession(scheduler, _stopwatch, processorTime, () => Raised is { } raised ? raised.Share : _shares.Share, observer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _hunt.Dispose();
        _poller?.Dispose();
    }

    /// <summary>Goes by what the person looks at now.</summary>
    internal void Heed(Interest interest)
    {
        var before = _interest;
        _interest = interest;
        _attention.Heed(interest, _stopwatch.Elapsed);
        Ask(interest.Probe, before?.Probe);
        if (interest.IsPaused)
        {
            _timer.Disposable = null;
            return;
        }

        // Going on polls at once, but keys held down must not poll more often than the budget allows. A key may raise that.
        var due = _lastStart is { } start ? start + CurrentInterval(interest) : TimeSpan.Zero;
        if (before is null || before.IsPaused || before.Interval != interest.Interval || due < _due)
        {
            ScheduleAt(due > _stopwatch.Elapsed ? due : _stopwatch.Elapsed);
        }

        if (before is not null && interest.Detail is { } key && interest.Detail != before.Detail)
        {
            ReadDetail(key);
        }
    }

    /// <summary>The budget in force where it is higher than usual; null where it is not, or need not be.</summary>
    private RaisedBudget? Raised => _interest is { } interest && _attention.Reason(_stopwatch.Elapsed) is { } reason
        && _shares.InTrouble > _shares.Share && Hurried(interest) < _budget.Stretch(interest.Interval, _shares.Share)
        ? new RaisedBudget(_shares.InTrouble, reason) : null;

    /// <summary>The wanted interval, stretched for the budget, and a second at least while polls fail.</summary>
    private TimeSpan CurrentInterval(Interest interest)
    {
        var interval = Raised is not null ? Hurried(interest) : _budget.Stretch(interest.Interval, _shares.Share);
        return _hasFailed && interval < ShortestRetry ? ShortestRetry : interval;
    }

    /// <summary>
    /// With the higher budget polls come as they are asked for, but no more than one each second: a person reads no faster.
    /// </summary>
    private TimeSpan Hurried(Interest interest)
        => _budget.Stretch(interest.Interval > ShortestHurried ? interest.Interval : ShortestHurried, _shares.InTrouble);

    private void ScheduleAt(TimeSpan due)
    {
        _due = due;
        var delay = due - _stopwatch.Elapsed;
        _timer.Disposable = _scheduler.Schedule(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Poll);
    }

    private void Poll()
    {
        var interest = _interest!;
        var time = _scheduler.Now;
        var start = _stopwatch.Elapsed;
        _lastStart = start;
        var (snapshot, reason) = Try(() => (_poller ??= _open()).Poll(time, interest));
        var end = _stopwatch.Elapsed;
        var core = MeasureCore(start, end);
        _hasFailed = snapshot is null;
        if (snapshot is not null)
        {
            _attention.Learn(snapshot, end);
        }

        var interval = CurrentInterval(interest);
        ScheduleAfter(interval);
        if (snapshot is not null)
        {
            var cost = new PollCost((end - start).TotalMilliseconds, core);
            var source = _hunt.Problem is { } problem ? snapshot.Source with { Notes = [.. snapshot.Source.Notes, problem] } : snapshot.Source;
            snapshot = snapshot with { Interval = interval, Raised = Raised, Cost = cost, Source = source };
            snapshot = _hunt.Begin(_poller!, snapshot, interest);
            _observer.OnNext(new PollSucceeded(snapshot));
            _hunt.Continue();
        }
        else
        {
            _hunt.Cancel();
            _poller?.Fail(time, reason);
            _observer.OnNext(new PollFailed(time, reason, time + (_due - start)));
        }
    }

    /// <summary>The next poll keeps to the beat; a beat that has passed already is skipped, never made up for.</summary>
    private void ScheduleAfter(TimeSpan interval)
    {
        var next = _due + interval;
        var late = _stopwatch.Elapsed - next;
        if (late > TimeSpan.Zero)
        {
            next += Math.Ceiling(late / interval) * interval;
        }

        ScheduleAt(next);
    }

    /// <summary>
    /// The share of a core used since the poll before. What came before the first poll is starting up, not watching; and of the first
    /// polls the budget counts the reading alone, because the compiler works beside them.
    /// </summary>
    private double? MeasureCore(TimeSpan start, TimeSpan end)
    {
        var now = _processorTime();
        double? core = null;
        if (_processorTimeBefore is { } before)
        {
            var reading = end - start;

            // A log costs by what is written into it, and questions about single ports by what changes: polling less often saves nothing of
            // that, so both have bounds
            // of their own.
            var apart = (_poller?.LogCost ?? TimeSpan.Zero) + (_poller?.AskingCost ?? TimeSpan.Zero);
            var cost = now - before - apart;
            reading = reading > apart ? reading - apart : TimeSpan.Zero;
            cost = cost > TimeSpan.Zero ? cost : TimeSpan.Zero;
            _budget.Record(++_measured <= WarmUpPolls && reading < cost ? reading : cost);
            core = end > _endBefore ? (now - before) / (end - _endBefore) : null;
        }

        _processorTimeBefore = now;
        _endBefore = end;
        return core;
    }

    private void ReadDetail(PoolKey key)
    {
        // A failure here is left to the next poll, which will meet it too and say so.
        if (Try(() => _poller?.ReadDetail(key)).Value is { } detail)
        {
            _observer.OnNext(new DetailRead(detail));
        }
    }

    /// <summary>A new question to the kernel is asked at once, in a pause too.</summary>
    private void Ask(ProbeRequest? request, ProbeRequest? before)
    {
        if (request is not null && request != before)
        {
            var time = _scheduler.Now;
            var (answer, reason) = Try(() => (_poller ??= _open()).Ask(request.Pool));
            _observer.OnNext(new ProbeAnswered(request, answer ?? new ProbeAnswer(ProbeOutcome.Unanswered, MachineText.Clean(reason)), time));
        }
    }

    /// <summary>A failed poll must never end the stream, whatever failed.</summary>
    private static (T? Value, string Reason) Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return (read(), string.Empty);
        }
        catch (SourceException problem)
        {
            return (null, problem.Message);
        }
#pragma warning disable CA1031 // The reason is shown to the person; the next poll tries again.
        catch (Exception problem) when (problem is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return (null, $"unexpected {problem.GetType().Name}: {problem.Message}");
        }
    }
}
