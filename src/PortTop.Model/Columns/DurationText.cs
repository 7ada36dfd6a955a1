using System.Globalization;

namespace PortTop.Model;

/// <summary>Durations as text, two units at most: 12s, 1m15s, 44m10s, 2h03m, 3d04h.</summary>
public static class DurationText
{
    /// <summary>
    /// Writes that something lies between two times, in whole units of the larger: 13h-19h. Short enough for a column, and both ends stay
    /// told apart.
    /// </summary>
    /// <param name="earliest">The earlier, rounded down.</param>
    /// <param name="latest">The later, rounded up.</param>
    /// <param name="dash">What stands between.</param>
    /// <param name="destination">Where to.</param>
    public static int WriteBetween(TimeSpan earliest, TimeSpan latest, string dash, Span<char> destination)
    {
        var (unit, letter) = earliest.TotalSeconds switch
        {
            < 100 => (1, 's'),
            < 6000 => (60, 'm'),
            < 172_800 => (3600, 'h'),
            _ => (86_400, 'd'),
        };
        var (from, to) = (Math.Max(0, Math.Floor(earliest.TotalSeconds / unit)), Math.Max(0, Math.Ceiling(latest.TotalSeconds / unit)));
        return destination.TryWrite(CultureInfo.InvariantCulture, $"{from:0}{letter}{dash}{to:0}{letter}", out var written) ? written : 0;
    }

    /// <summary>Writes a duration, negative ones as 0s, and returns the number of characters.</summary>
    public static int Write(TimeSpan duration, Span<char> destination)
    {
        var seconds = Math.Max(0, (long)duration.TotalSeconds);
        int written;
        var fits = seconds switch
        {
            < 60 => destination.TryWrite(CultureInfo.InvariantCulture, $"{seconds}s", out written),
            < 3600 => destination.TryWrite(CultureInfo.InvariantCulture, $"{seconds / 60}m{seconds % 60:00}s", out written),
            < 86400 => destination.TryWrite(CultureInfo.InvariantCulture, $"{seconds / 3600}h{seconds / 60 % 60:00}m", out written),
            _ => destination.TryWrite(CultureInfo.InvariantCulture, $"{seconds / 86400}d{seconds / 3600 % 24:00}h", out written),
        };
        return fits ? written : 0;
    }
}
