using System.Globalization;

namespace PortTop.Model;

/// <summary>Durations as text, two units at most: 12s, 1m15s, 44m10s, 2h03m, 3d04h.</summary>
public static class DurationText
{
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
