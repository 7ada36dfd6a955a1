namespace PortTop.Model;

/// <summary>The polls of the last quarter of an hour, the oldest first.</summary>
internal sealed class PastMoments
{
    /// <summary>Moments are about a second apart at least.</summary>
    internal const int Most = 900;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PastMoment?[] _ring = new PastMoment?[Most];
    private int _next;

    /// <summary>The number of the oldest moment.</summary>
    internal int Oldest { get; private set; }

    /// <summary>The newest moment; null where there is none.</summary>
    internal PastMoment? Newest => _next > Oldest ? At(_next - 1) : null;

    /// <summary>A moment that is remembered.</summary>
    internal PastMoment At(int number) => _ring[number % Most]!;

    /// <summary>Adds a moment later than all others and forgets those that are too old.</summary>
    internal PastMoment Add(Snapshot head, IReadOnlyList<PoolSample> whole)
    {
        var minuteAgo = Math.Max(Oldest, Newest?.MinuteAgo ?? _next);
        while (minuteAgo < _next && At(minuteAgo).Time < head.Time - Minute)
        {
            minuteAgo++;
        }

        var moment = new PastMoment(_next, head, whole, minuteAgo);
        _ring[_next % Most] = moment;
        _next++;
        Oldest = Math.Max(Oldest, _next - Most);
        while (At(Oldest).Time < head.Time - UsageHistory.Span)
        {
            _ring[Oldest % Most] = null;
            Oldest++;
        }

        return moment;
    }

    /// <summary>Forgets all of them.</summary>
    internal void Clear()
    {
        Array.Clear(_ring);
        Oldest = _next;
    }

    /// <summary>The newest moment no later than a time; null where there is none.</summary>
    internal PastMoment? AtOrBefore(DateTimeOffset time)
    {
        var (low, high) = (Oldest, _next);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low > Oldest ? At(low - 1) : null;
    }

    /// <summary>The moment that follows the newest one no later than a time; null where that is the last.</summary>
    internal PastMoment? After(DateTimeOffset time)
    {
        var next = AtOrBefore(time) is { } before ? before.Number + 1 : Oldest;
        return next < _next ? At(next) : null;
    }
}
