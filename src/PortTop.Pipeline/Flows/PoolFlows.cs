using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Counts who comes and goes in each TCP pool, for forecasts.</summary>
/// <param name="pools">The pools.</param>
/// <param name="addresses">The bind pools, of which the same sockets take ports.</param>
/// <param name="flows">What forecasts share.</param>
internal sealed class PoolFlows(PoolList pools, AddressTable addresses, FlowBook flows)
{
    private PollMoment _moment;
    private int _pass;

    /// <summary>A socket on a port that no pool has: nobody tells the address when it goes.</summary>
    internal static FlowStep Unpooled { get; } = new() { Bin = FlowStep.UnknownAge, LeftBin = FlowStep.None };

    /// <summary>Begins a pass.</summary>
    internal void Begin(PollMoment moment, int pass) => (_moment, _pass) = (moment, pass);

    /// <summary>Counts a socket in its pool.</summary>
    internal FlowStep Count(PoolWatch watch, ref TrackedSocket socket, in SocketRow row)
    {
        var isTimeWait = FlowBook.IsTimeWait(row, isReused: watch.ReuseDelay is not null);
        var step = flows.Step(socket, row, isTimeWait);
        socket.Marks = isTimeWait ? socket.Marks | SocketMarks.TimeWait : socket.Marks & ~SocketMarks.TimeWait;
        watch.Counts.Add(step);
        return step;
    }

    /// <summary>A socket is gone: if it was active, its life ended.</summary>
    internal void Leave(in TrackedSocket socket)
    {
        if (socket.Pool == TrackedSocket.NoPool || socket.Is(SocketMarks.OnHeldPort))
        {
            return;
        }

        var step = flows.Gone(socket);
        if (step.LeftBin != FlowStep.None)
        {
            ref var pool = ref pools.At(socket.Pool);
            pool.Watch.Begin(_moment.Poll, _pass);
            pool.Watch.Counts.AddLeft(step.LeftBin);
            if (socket.Is(SocketMarks.Counted))
            {
                addresses.Leave(pool.Address, step);
            }
        }
    }

    /// <summary>
    /// Learns how late the timer frees ports. Where the kernel gives them out again before their time they say nothing of that.
    /// </summary>
    internal void LearnLateness(TimeWaitReuse reuse)
    {
        if (_moment.Seconds is not { } seconds)
        {
            return;
        }

        var (overdue, releases) = (0, 0);
        for (var i = 0; i < pools.End; i++)
        {
            ref var pool = ref pools.At(i);
            if (pool.Pass == _pass && reuse.DelayOf(pool.Key) is null)
            {
                overdue += pool.Watch.Counts.Overdue;
                releases += pool.Watch.Forecaster.CountReleases(pool.Watch.Counts);
            }
        }

        flows.Lateness.Learn(overdue, releases, seconds);
    }
}
