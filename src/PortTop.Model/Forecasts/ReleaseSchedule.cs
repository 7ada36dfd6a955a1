namespace PortTop.Model;

/// <summary>When the ports that are in TIME-WAIT come back.</summary>
internal static class ReleaseSchedule
{
    /// <summary>How many of them are still held after so many seconds.</summary>
    /// <param name="counts">The sockets.</param>
    /// <param name="seconds">From the poll.</param>
    /// <param name="lateness">Seconds by which they come back later than they are due.</param>
    internal static double HeldAfter(FlowCounts counts, double seconds, double lateness)
    {
        var due = seconds - lateness;
        var held = counts.Overdue * Math.Clamp(-due / Math.Max(lateness, .5), 0, 1);
        for (var i = 0; i < FlowCounts.TimeWaitSeconds; i++)
        {
            held += counts.Releases[i] * Math.Clamp(i + 1 - due, 0, 1);
        }

        return held;
    }

    /// <summary>Seconds until none is held any more.</summary>
    internal static double TimeUntilAll(FlowCounts counts, double lateness)
    {
        for (var i = FlowCounts.TimeWaitSeconds; i > 0; i--)
        {
            if (counts.Releases[i - 1] > 0)
            {
                return i + lateness;
            }
        }

        return counts.Overdue > 0 ? lateness : 0;
    }

    /// <summary>Seconds until at most so many are held, to half a second.</summary>
    internal static double TimeUntil(FlowCounts counts, double held, double lateness)
    {
        const double Step = .5;
        var seconds = 0.0;
        while (HeldAfter(counts, seconds, lateness) > held && seconds < FlowCounts.TimeWaitSeconds + lateness)
        {
            seconds += Step;
        }

        return seconds;
    }
}
