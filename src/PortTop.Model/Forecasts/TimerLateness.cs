namespace PortTop.Model;

/// <summary>
/// How late the kernel frees ports in TIME-WAIT. The timer wheel (<c>kernel/time/timer.c</c>) rounds 60 s up to its granule: 2.05 s at HZ
/// 250, so that ports come back together and about one second late on average. One for each host.
/// </summary>
public sealed class TimerLateness
{
    /// <summary>It is the kernel's and does not change; only the noise of few releases has to be averaged out.</summary>
    private const double MemorySeconds = 300;

    /// <summary>What is assumed before anything was seen: one second, as if twenty ports had been seen coming back.</summary>
    private const double InitialReleases = 20;

    /// <summary>The largest granule of a kernel that is known: 5.1 s at HZ 100, late by half of it on average, and some room.</summary>
    private const double MostSeconds = 4;

    private double _overdueSeconds = InitialReleases;
    private double _pending;
    private double _releases = InitialReleases;

    /// <summary>Mean seconds from the end of TIME-WAIT until the port is free.</summary>
    public double Seconds { get; private set; } = 1;

    /// <summary>Within so many seconds all ports that are due together come back.</summary>
    public double Spread => 2 * Seconds;

    /// <summary>Learns from a poll by Little's law: who waits = rate of release x wait.</summary>
    /// <param name="overdue">Sockets in TIME-WAIT whose time is over.</param>
    /// <param name="releases">Ports that left TIME-WAIT since the poll before.</param>
    /// <param name="seconds">Seconds since the poll before.</param>
    public void Learn(int overdue, int releases, double seconds)
    {
        var keep = Math.Exp(-seconds / MemorySeconds);
        _overdueSeconds *= keep;
        _releases = (_releases * keep) + releases;

        // Ports wait for a whole granule before the first comes back: until then nobody knows for how long.
        _pending += overdue * seconds;
        if (releases > 0)
        {
            _overdueSeconds += _pending;
            _pending = 0;
        }

        Seconds = Math.Clamp(_overdueSeconds / _releases, 0, MostSeconds);
    }
}
