namespace PortTop.Pipeline;

/// <summary>
/// Something that costs much and changes slowly: read at every poll while that takes a twentieth of the time at most, otherwise more
/// rarely.
/// </summary>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
/// <param name="shortest">The shortest time between two readings.</param>
/// <param name="longest">The longest.</param>
internal sealed class SlowReading<T>(Func<TimeSpan> elapsed, TimeSpan shortest, TimeSpan longest)
    where T : class
{
    private const int Share = 20;

    private T? _value;
    private TimeSpan _readAt;
    private TimeSpan? _cost;

    /// <summary>How old the value was when it was last asked for; 0 when it was read then.</summary>
    internal TimeSpan Age { get; private set; }

    /// <summary>The value, read anew when it is due. A reading that fails leaves the value before it for the next try.</summary>
    internal T Get(Func<T> read)
    {
        // What the first reading costs is the compiler's, and decides nothing.
        var due = TimeSpan.FromTicks(Math.Clamp((_cost ?? TimeSpan.Zero).Ticks * Share, shortest.Ticks, longest.Ticks));
        var start = elapsed();
        Age = start - _readAt;
        if (_value is null || Age >= due)
        {
            var isFirst = _value is null;
            _value = read();
            _cost = isFirst ? null : elapsed() - start;
            _readAt = start;
            Age = TimeSpan.Zero;
        }

        return _value;
    }
}
