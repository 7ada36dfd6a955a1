using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Looks for the owners of sockets between polls, in slices so short that no poll is late for them.</summary>
/// <param name="scheduler">The clock and the thread.</param>
/// <param name="stopwatch">Time that no clock change moves.</param>
/// <param name="processorTime">
/// The processor time that the program has used so far: on a busy machine much less goes by than on the clock.
/// </param>
/// <param name="budget">The share of one core that the program may use now.</param>
/// <param name="observer">Takes the snapshot with owners.</param>
internal sealed class HuntSession(
    IScheduler scheduler, IStopwatch stopwatch, Func<TimeSpan> processorTime, Func<double> budget, IObserver<PollOutcome> observer)
    : IDisposable
{
    /// <summary>Once every process was looked into, this part of the budget is for looking on.</summary>
    private const double BudgetPart = 0.25;

    /// <summary>Of that, this part is for processes of which nothing says that they have what is wanted.</summary>
    private const double SweepPart = 0.5;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(4);

    /// <summary>
    /// What was found is shown after so long, and then each time after twice as long: to show it costs as much as to find some of it.
    /// </summary>
    private static readonly TimeSpan ShownFirst = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks at pools that nobody is known of, in one poll, and the time between two.</summary>
    private const int MostLooks = 40;

    /// <summary>Looks for which the first poll is held back: they come one after the other, so that more of them see no more.</summary>
    private const int LooksAtOnce = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(17);

    /// <summary>What looks may take at first; afterwards it grows again by the same part of the budget.</summary>
    private static readonly TimeSpan MostCredit = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest that a first poll is held back for its owners.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SerialDisposable _timer = new();
    private MachinePoller? _poller;
    private Snapshot? _snapshot;
    private TimeSpan _spent;
    private TimeSpan _credit = MostCredit;
    private int _looks;
    private TimeSpan _shownAt;
    private TimeSpan _shownEvery;

    /// <summary>Why owners are not looked for; null when they are.</summary>
    internal string? Problem { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    /// <summary>A poll is complete. Returns its snapshot, with owners where they are waited for.</summary>
    internal Snapshot Begin(MachinePoller poller, Snapshot snapshot, Interest interest)
    {
        _poller = poller;
        _snapshot = snapshot;
        _spent = TimeSpan.Zero;
        _looks = 0;
        var credit = _credit + (snapshot.Interval * budget() * BudgetPart);
        _credit = credit < MostCredit ? credit : MostCredit;
        (_shownAt, _shownEvery) = (stopwatch.Elapsed, ShownFirst);
        if (interest.AwaitsOwners && !poller.HasSeenAll)
        {
            var start = stopwatch.Elapsed;
            Guard(() =>
            {
                while (stopwatch.Elapsed - start < Patience && poller.Hunt(Slice, isSweeping: true))
                {
                }

                do
                {
                    _snapshot = poller.Name(_snapshot!);
                }
                while (_looks < LooksAtOnce && LookOnce() == false);
                _snapshot = poller.Name(_snapshot);
            });
        }

        return _snapshot;
    }

    /// <summary>A poll failed: what the tables hold now is no whole poll, and nothing is to be told of it.</summary>
    internal void Cancel() => _timer.Disposable = null;

    /// <summary>Goes on until everything is found or the budget is spent.</summary>
    internal void Continue() => _timer.Disposable = scheduler.Schedule(() => Guard(Work));

    /// <summary>A pool of which nobody is known has connections too short for the search: a few quick looks.</summary>
    private void Look()
    {
        var found = LookOnce();
        if (found == true)
        {
            _snapshot = _poller!.Name(_snapshot!);
            observer.OnNext(new OwnersRead(_snapshot));
        }

        if (found is not null)
        {
            _timer.Disposable = scheduler.Schedule(LookEvery, () => Guard(Look));
        }
    }

    /// <summary>Looks once if there is a pool to look at and the budget allows; null when not.</summary>
    private bool? LookOnce()
    {
        if (_looks == MostLooks || _credit <= TimeSpan.Zero)
        {
            return null;
        }

        var start = processorTime();
        var found = _poller!.Look(_looks++);
        _credit -= processorTime() - start;
        return found;
    }

    /// <summary>
    /// A search that fails must not end the polls: the owners that are known stay, the next poll searches anew, and what is wrong is said.
    /// </summary>
    private void Guard(Action search)
    {
        try
        {
            search();
            Problem = null;
        }
#pragma warning disable CA1031 // Said above.
        catch (Exception problem) when (problem is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            Problem = "owners are not looked for: " + MachineText.Clean(problem.Message);
        }
    }

    private void Work()
    {
        var poller = _poller!;
        var allowance = _snapshot!.Interval * budget() * BudgetPart;
        var start = processorTime();
        var isMore = poller.Hunt(Slice, isSweeping: !poller.HasSeenAll || _spent < allowance * SweepPart);
        _spent += processorTime() - start;
        isMore &= !poller.HasSeenAll || _spent < allowance;
        if (poller.HasOwnerNews && (!isMore || stopwatch.Elapsed - _shownAt >= _shownEvery))
        {
            _shownAt = stopwatch.Elapsed;
            _shownEvery *= 2;
            _snapshot = poller.Name(_snapshot);
            observer.OnNext(new OwnersRead(_snapshot));
        }

        if (isMore)
        {
            Continue();
        }
        else if (_looks < MostLooks)
        {
            Look();
        }
    }
}
