using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Looks for the owners of sockets between polls, in slices so short that no poll is late for them.</summary>
/// <param name="scheduler">The clock and the thread.</param>
/// <param name="stopwatch">Time that no clock change moves.</param>
/// <param name="budget">The share of one core that the program may use.</param>
/// <param name="observer">Takes the snapshot with owners.</param>
internal sealed class HuntSession(IScheduler scheduler, IStopwatch stopwatch, double budget, IObserver<PollOutcome> observer) : IDisposable
{
    /// <summary>Once every process was looked into, this part of the budget is for looking on.</summary>
    private const double BudgetPart = 0.25;

    /// <summary>Of that, this part is for processes of which nothing says that they have what is wanted.</summary>
    private const double SweepPart = 0.5;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    /// <summary>What was found is shown this often while the search goes on.</summary>
    private static readonly TimeSpan ShownEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest that a first poll is held back for its owners.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SerialDisposable _timer = new();
    private Poller? _poller;
    private Snapshot? _snapshot;
    private TimeSpan _spent;
    private TimeSpan _shownAt;

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>A poll is complete. Returns its snapshot, with owners where they are waited for.</summary>
    internal Snapshot Begin(Poller poller, Snapshot snapshot, Interest interest)
    {
        _poller = poller;
        _snapshot = snapshot;
        _spent = TimeSpan.Zero;
        _shownAt = stopwatch.Elapsed;
        if (interest.AwaitsOwners && !poller.HasSeenAll)
        {
            var start = stopwatch.Elapsed;
            while (stopwatch.Elapsed - start < Patience && poller.Hunt(Slice, isSweeping: true))
            {
            }

            _snapshot = poller.HasOwnerNews ? poller.Name(snapshot) : snapshot;
        }

        return _snapshot;
    }

    /// <summary>Goes on until everything is found or the budget is spent.</summary>
    internal void Continue() => _timer.Disposable = scheduler.Schedule(Work);

    private void Work()
    {
        var poller = _poller!;
        var allowance = _snapshot!.Interval * budget * BudgetPart;
        var start = stopwatch.Elapsed;
        var isMore = poller.Hunt(Slice, isSweeping: !poller.HasSeenAll || _spent < allowance * SweepPart);
        _spent += stopwatch.Elapsed - start;
        isMore &= !poller.HasSeenAll || _spent < allowance;
        if (poller.HasOwnerNews && (!isMore || stopwatch.Elapsed - _shownAt >= ShownEvery))
        {
            _shownAt = stopwatch.Elapsed;
            _snapshot = poller.Name(_snapshot);
            observer.OnNext(new OwnersRead(_snapshot));
        }

        if (isMore)
        {
            Continue();
        }
    }
}
