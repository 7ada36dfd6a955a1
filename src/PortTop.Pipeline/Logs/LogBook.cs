using PortTop.Model;

namespace PortTop.Pipeline.Logs;

/// <summary>Makes rates and times of what the logs say.</summary>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
/// <param name="processorTime">The processor time that the program has used; null where nobody asks what it costs.</param>
internal sealed class LogBook(Func<TimeSpan> elapsed, Func<TimeSpan>? processorTime)
{
    private TimeSpan? _readAt;
    private readonly Dictionary<(string Path, string Sign), (DateTimeOffset First, DateTimeOffset Last)> _seen = [];

    /// <summary>The processor time that the last reading took.</summary>
    internal TimeSpan Cost { get; private set; }

    /// <summary>The snapshot with what the logs say, and why those that say nothing cannot be read.</summary>
    /// <param name="logs">The logs; null where nobody asked for any.</param>
    /// <param name="snapshot">The poll.</param>
    internal Snapshot Read(ILogTable? logs, Snapshot snapshot)
    {
        if (logs is null)
        {
            return snapshot;
        }

        var now = elapsed();
        double? seconds = _readAt is { } before ? (now - before).TotalSeconds : null;
        _readAt = now;
        var start = processorTime?.Invoke() ?? TimeSpan.Zero;
        var readings = logs.Read();
        Cost = (processorTime?.Invoke() ?? TimeSpan.Zero) - start;
        return snapshot with
        {
            Logs = [.. readings.Select(reading => new LogSample(reading, [.. reading.Signs.Select(count => Next(reading.Path, count, snapshot.Time, seconds))]))],
            Source = LogText.Problem(readings) is { } problem ? snapshot.Source with { Unseen = [.. snapshot.Source.Unseen, new Unseen("logs", problem)] } : snapshot.Source,
        };
    }

    private LogSignSample Next(string path, LogCount count, DateTimeOffset time, double? seconds)
    {
        var key = (path, count.Sign.Id);
        var isKnown = _seen.TryGetValue(key, out var seen);
        var isNews = count.New > 0 && (!isKnown || time - seen.Last >= LogSignSample.Quiet);
        if (count.New > 0 || !isKnown)
        {
            seen = (isKnown ? seen.First : time, time);
            _seen[key] = seen;
        }

        return new LogSignSample(count, seconds > 0 ? count.New / seconds : null, seen.First, seen.Last) { IsNews = isNews };
    }
}
