using System.Globalization;

namespace PortTop.Tui.State;

/// <summary>The intervals that the keys step through.</summary>
internal static class Intervals
{
    private static readonly double[] Seconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

    /// <summary>Sets it, and says so: the footer has no room for it everywhere.</summary>
    internal static UiState Set(UiState state, TimeSpan interval)
        => Notes.Say(state with { Interval = interval }, string.Create(CultureInfo.InvariantCulture, $"A poll every {interval.TotalSeconds:0.###} s."));

    /// <summary>The next longer interval.</summary>
    internal static TimeSpan Longer(TimeSpan interval)
        => TimeSpan.FromSeconds(Seconds.FirstOrDefault(seconds => seconds > interval.TotalSeconds + 0.001, interval.TotalSeconds));

    /// <summary>The next shorter interval.</summary>
    internal static TimeSpan Shorter(TimeSpan interval)
        => TimeSpan.FromSeconds(Seconds.LastOrDefault(seconds => seconds < interval.TotalSeconds - 0.001, interval.TotalSeconds));
}
