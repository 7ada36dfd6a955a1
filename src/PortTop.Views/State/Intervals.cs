namespace PortTop.Views;

/// <summary>The intervals that the keys step through.</summary>
internal static class Intervals
{
    private static readonly double[] Seconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

    /// <summary>The next longer interval.</summary>
    internal static TimeSpan Longer(TimeSpan interval)
        => TimeSpan.FromSeconds(Seconds.FirstOrDefault(seconds => seconds > interval.TotalSeconds + 0.001, interval.TotalSeconds));

    /// <summary>The next shorter interval.</summary>
    internal static TimeSpan Shorter(TimeSpan interval)
        => TimeSpan.FromSeconds(Seconds.LastOrDefault(seconds => seconds < interval.TotalSeconds - 0.001, interval.TotalSeconds));
}
