using System.Buffers;
using System.Globalization;

namespace PortTop.Model;

/// <summary>Durations as people write them.</summary>
internal static class FilterDuration
{
    private const string Units = "dhms";
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly int[] Seconds = [86_400, 3600, 60, 1];

    /// <summary>Reads 90 (seconds), 30s, 5m, 1h30m, 2d: each unit once, the larger first.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain) && double.IsFinite(plain))
        {
            seconds = plain;
            return true;
        }

        var next = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAnyExcept(Digits);
            var unit = end > 0 ? Units.IndexOf(char.ToLowerInvariant(text[end]), StringComparison.Ordinal) : -1;
            if (unit < next || !double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return false;
            }

            seconds += number * Seconds[unit];
            next = unit + 1;
            text = text[(end + 1)..];
        }

        return next > 0;
    }
}
