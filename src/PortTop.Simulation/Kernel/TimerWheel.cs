namespace PortTop.Simulation;

/// <summary>
/// The kernel's timers are never early and late by up to a granule, which grows with the time that they run
/// (<c>calc_wheel_index</c> in <c>kernel/time/timer.c</c>).
/// </summary>
/// <param name="ticksPerSecond">HZ.</param>
/// <param name="phase">Jiffies at the start of the simulation.</param>
internal sealed class TimerWheel(int ticksPerSecond, long phase)
{
    /// <summary>LVL_CLK_SHIFT: each level is eight times as coarse as the one before.</summary>
    private const int LevelShift = 3;

    /// <summary>LVL_SIZE - 1: so many ticks of a level lie before the next begins.</summary>
    private const int LevelTicks = 63;

    /// <summary>When a timer fires.</summary>
    /// <param name="now">Seconds of the simulation.</param>
    /// <param name="expires">When it is due.</param>
    internal double Fires(double now, double expires)
    {
        var jiffies = (long)Math.Floor(now * ticksPerSecond) + phase;
        var due = (long)Math.Ceiling(expires * ticksPerSecond) + phase;
        var level = 0;
        while (due - jiffies >= (long)LevelTicks << (LevelShift * level))
        {
            level++;
        }

        var shift = LevelShift * level;
        return ((((due >> shift) + 1) << shift) - phase) / (double)ticksPerSecond;
    }
}
