using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What the forecasts of all pools share, and the pools that are gone but may come back.</summary>
internal sealed class FlowBook
{
    /// <summary>A pool without sockets goes on for so long with nothing: TIME-WAIT and its trends are over by then.</summary>
    private const double ForgottenAfter = 180;

    /// <summary>A surge that ended is remembered for so long.</summary>
    private const double SurgeForgottenAfter = 900;

    /// <summary>A pool that had fewer connections in the last two minutes begins anew when it comes back.</summary>
    private const double WorthRemembering = 50;
    private const int MostGone = 1000;

    private readonly Dictionary<PoolKey, GonePool> _gone = [];
    private readonly List<PoolKey> _dropped = [];
    private PollMoment _moment;

    /// <summary>The ages of sockets.</summary>
    internal AgeClock Ages { get; } = new();

    /// <summary>How late the kernel frees ports.</summary>
    internal TimerLateness Lateness { get; } = new();

    /// <summary>Room to calculate in.</summary>
    internal ForecastRoom Room { get; } = new();

    /// <summary>The poll as forecasts need it.</summary>
    internal ForecastMoment Moment => new(Ages.Now, Ages.Scale, Lateness) { AtRisk = _moment.AtRisk };

    /// <summary>Begins a poll.</summary>
    /// <param name="moment">The poll.</param>
    /// <param name="interval">The wanted time between polls.</param>
    internal void Begin(PollMoment moment, TimeSpan interval)
    {
        _moment = moment;
        Ages.Begin(moment, interval.TotalSeconds);
    }

    /// <summary>What is remembered of a pool that comes, or comes back.</summary>
    internal PoolWatch Take(PoolKey key)
    {
        if (_gone.Remove(key, out var gone))
        {
            return gone.Watch;
        }

        var watch = new PoolWatch();
        if (!Ages.IsFirst)
        {
            watch.Forecaster.BeginEmpty(Ages.Before);
            watch.Born = _moment.Now;
        }

        return watch;
    }

    /// <summary>A pool has no sockets any more.</summary>
    internal void Leave(PoolKey key, PoolWatch watch)
    {
        if (_gone.Count < MostGone && (watch.Forecaster.Slots.Sum(watch.Forecaster.Slots.Count) >= WorthRemembering || watch.Forecaster.RemembersSurge))
        {
            _gone[key] = new GonePool(watch, Ages.Now);
        }
    }

    /// <summary>What one poll saw of a socket.</summary>
    /// <param name="socket">What is remembered of it.</param>
    /// <param name="row">The socket.</param>
    /// <param name="isTimeWait">See <see cref="IsTimeWait"/>.</param>
    internal FlowStep Step(in TrackedSocket socket, in SocketRow row, bool isTimeWait)
    {
        var isNew = socket.FirstPoll == _moment.Poll && !_moment.IsFirst;
        return new FlowStep
        {
            IsNew = isNew,
            ExpiresMilliseconds = isTimeWait ? row.ExpiresMilliseconds : null,
            Bin = isTimeWait ? FlowStep.None : Ages.BinOf(socket.FirstPoll),
            LeftBin = isTimeWait && socket.FirstPoll != _moment.Poll && !socket.Is(SocketMarks.TimeWait) ? Ages.BinBefore(socket.FirstPoll) : FlowStep.None,
        };
    }

    /// <summary>A socket that was active at the poll before is gone.</summary>
    internal FlowStep Gone(in TrackedSocket socket) => new()
    {
        Bin = FlowStep.None,
        LeftBin = socket.Is(SocketMarks.TimeWait) || socket.FirstPoll >= _moment.Poll ? FlowStep.None : Ages.BinBefore(socket.FirstPoll),
    };

    /// <summary>
    /// True where TCP's TIME-WAIT timer runs, and the port comes back by it: in FIN-WAIT-2 without a process too. Where ports in TIME-WAIT
    /// are given out again, those in FIN-WAIT-2 are not, and count as used for so long as they are there.
    /// </summary>
    internal static bool IsTimeWait(in SocketRow row, bool isReused)
        => row.Timer == TimeWaitReuse.TimeWaitTimer && (!isReused || row.State == TcpState.TimeWait);

    /// <summary>Ends a poll: what is gone goes on with nothing for a while.</summary>
    internal void Settle()
    {
        foreach (var (key, gone) in _gone)
        {
            var since = Ages.Now - gone.Since;
            if (since > (gone.Watch.Forecaster.RemembersSurge ? SurgeForgottenAfter : ForgottenAfter))
            {
                _dropped.Add(key);
            }
            else if (since <= ForgottenAfter)
            {
                // What left at the poll that saw the last socket go is counted still.
                gone.Watch.Begin(_moment.Poll, pass: 0);
                _ = gone.Watch.Forecaster.Update(gone.Watch.Counts, gone.Watch.Capacity, gone.Watch.ReuseDelay, Moment, Room);
            }
        }

        foreach (var key in _dropped)
        {
            _ = _gone.Remove(key);
        }

        _dropped.Clear();
    }

    private readonly record struct GonePool(PoolWatch Watch, double Since);
}
