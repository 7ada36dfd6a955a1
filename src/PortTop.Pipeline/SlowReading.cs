namespace PortTop.Pipeline;

/// <summary>Something that costs much and changes slowly: read anew only so often that it takes a hundredth of the time.</summary>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
/// <param name="shortest">The shortest time between two readings.</param>
/// <param name="longest">The longest.</param>
internal sealed class SlowReading<T>(Func<TimeSpan> elapsed, TimeSpan shortest, TimeSpan longest)
    where T : class
{
    private const int Share = 100;

    private T? _value;
    private TimeSpan _readAt;
    private TimeSpan _cost;

    /// <summary>How old the value is.</summary>
    internal TimeSpan Age => elapsed() - _readAt;

    /// <summary>The value, read anew when it is due. A reading that fails leaves the value before it for the next try.</summary>
    internal T Get(Func<T> read)
    {
        var due = TimeSpan.FromTicks(Math.Clamp(_cost.Ticks * Share, shortest.Ticks, longest.Ticks));
        var start = elapsed();
        if (_value is null || start - _readAt >= due)
        {
            _value = read();
            _cost = elapsed() - start;
            _readAt = start;
        }

        return _value;
    }
}
