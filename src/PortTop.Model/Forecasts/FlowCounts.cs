using System.Runtime.CompilerServices;

namespace PortTop.Model;

/// <summary>What one poll saw of the sockets of one pool: the whole input of a forecast. Counted anew at each poll.</summary>
public sealed class FlowCounts
{
    /// <summary>TIME-WAIT lasts so many seconds (TCP_TIMEWAIT_LEN, <c>include/net/tcp.h</c>).</summary>
    public const int TimeWaitSeconds = 60;

    /// <summary>A pool has fewer sockets than there are ports, and 10,000 pools are counted.</summary>
    private BinCounts _ages;
    private BinCounts _left;
    private SecondCounts _releases;

    /// <summary>Sockets that the poll before did not see; 0 at the first poll.</summary>
    public int Arrivals { get; set; }

    /// <summary>Those of them that were in TIME-WAIT already.</summary>
    public int FirstSeenClosed { get; set; }

    /// <summary>Failed connect() calls since the poll before: they ask for a port and get none. Null where they are not watched.</summary>
    public double? Failed { get; set; }

    /// <summary>Sockets that were active at the poll before and are in TIME-WAIT now.</summary>
    public int EnteredTimeWait { get; set; }

    /// <summary>Sockets in TIME-WAIT whose time is over and whose port is still held: the timer wheel rounds up.</summary>
    public int Overdue { get; private set; }

    /// <summary>Active sockets that were there at the first poll, of unknown age.</summary>
    public int UnknownAge { get; set; }

    /// <summary>Sockets of unknown age that were active at the poll before and are not any more.</summary>
    public int UnknownAgeLeft { get; set; }

    /// <summary>Active sockets by <see cref="AgeBins"/>, those of unknown age not among them.</summary>
    public Span<ushort> Ages => _ages;

    /// <summary>Sockets that were active at the poll before and are not any more, by the bin they were last in.</summary>
    public Span<ushort> Left => _left;

    /// <summary>
    /// Sockets in TIME-WAIT by what is left of it: (0,1], (1,2] … (59,60] seconds. One that is in FIN-WAIT-2 without a process counts by
    /// its timer.
    /// </summary>
    public ReadOnlySpan<ushort> Releases => _releases;

    /// <summary>Sockets that are not in TIME-WAIT: each holds its port until somebody closes it.</summary>
    public int Active => UnknownAge + Sum(_ages);

    /// <summary>Sockets in TIME-WAIT.</summary>
    public int TimeWait { get; private set; }

    /// <summary>Active sockets that are not any more.</summary>
    public int AllLeft => UnknownAgeLeft + Sum(_left);

    /// <summary>Counts a socket.</summary>
    public void Add(in FlowStep step)
    {
        Arrivals += step.IsNew ? 1 : 0;
        if (step.ExpiresMilliseconds is { } milliseconds)
        {
            AddTimeWait(milliseconds);
            FirstSeenClosed += step.IsNew ? 1 : 0;
        }
        else if (step.Bin >= 0)
        {
            _ages[step.Bin]++;
        }
        else
        {
            UnknownAge += step.Bin == FlowStep.UnknownAge ? 1 : 0;
        }

        if (step.LeftBin != FlowStep.None)
        {
            AddLeft(step.LeftBin);
            EnteredTimeWait += step.ExpiresMilliseconds is null ? 0 : 1;
        }
    }

    /// <summary>Counts a socket that was active and is not any more.</summary>
    /// <param name="bin">The bin that it was last in, or <see cref="FlowStep.UnknownAge"/>.</param>
    public void AddLeft(int bin)
    {
        if (bin >= 0)
        {
            _left[bin]++;
        }
        else
        {
            UnknownAgeLeft++;
        }
    }

    /// <summary>
    /// Counts ports that others took for as long as anyone knows: sockets that are bound and not connected, or of another pool.
    /// </summary>
    /// <param name="ports">How many there are.</param>
    /// <param name="before">How many there were at the poll before.</param>
    public void AddForeign(int ports, int before)
    {
        UnknownAge += ports;
        if (ports >= before)
        {
            Arrivals += ports - before;
        }
        else
        {
            UnknownAgeLeft += before - ports;
        }
    }

    /// <summary>Counts a socket in TIME-WAIT.</summary>
    /// <param name="milliseconds">Until its timer fires, 0 when due (<c>idiag_expires</c>).</param>
    public void AddTimeWait(uint milliseconds)
    {
        if (milliseconds == 0)
        {
            AddOverdue(1);
        }
        else
        {
            AddReleases((int)Math.Min((milliseconds - 1) / 1000, TimeWaitSeconds - 1), 1);
        }
    }

    /// <summary>Counts sockets in TIME-WAIT whose time is over.</summary>
    public void AddOverdue(int sockets)
    {
        Overdue += sockets;
        TimeWait += sockets;
    }

    /// <summary>Counts sockets in TIME-WAIT.</summary>
    /// <param name="second">Whole seconds that are left, 0 to 59.</param>
    /// <param name="sockets">How many.</param>
    public void AddReleases(int second, int sockets)
    {
        _releases[second] = (ushort)Math.Min(_releases[second] + sockets, ushort.MaxValue);
        TimeWait += sockets;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        ForgetChanges();
        ForgetSockets();
        Failed = null;
    }

    /// <summary>Forgets what came and went since the poll before: what is there now cannot be compared with what was.</summary>
    public void ForgetChanges()
    {
        EnteredTimeWait = 0;
        UnknownAgeLeft = 0;
        _left = default;
        ForgetArrivals();
    }

    /// <summary>Forgets the sockets that are there, to count them again.</summary>
    public void ForgetSockets()
    {
        ForgetArrivals();
        Overdue = 0;
        TimeWait = 0;
        UnknownAge = 0;
        _ages = default;
        _releases = default;
    }

    /// <summary>The sockets in TIME-WAIT for less than so many seconds: the kernel does not give their ports out again yet.</summary>
    internal int YoungerThan(double seconds)
    {
        var young = 0;
        for (var i = Math.Max(0, (int)(TimeWaitSeconds - seconds)); i < TimeWaitSeconds; i++)
        {
            young += _releases[i];
        }

        return young;
    }

    private void ForgetArrivals()
    {
        Arrivals = 0;
        FirstSeenClosed = 0;
    }

    private static int Sum(ReadOnlySpan<ushort> counts)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    [InlineArray(AgeBins.Count)]
    private struct BinCounts
    {
        private ushort _first;
    }

    [InlineArray(TimeWaitSeconds)]
    private struct SecondCounts
    {
        private ushort _first;
    }
}
