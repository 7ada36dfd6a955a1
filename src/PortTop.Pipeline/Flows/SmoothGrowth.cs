namespace PortTop.Pipeline;

/// <summary>How fast a count grows, smoothed: single polls jump.</summary>
internal sealed class SmoothGrowth
{
    private const double MemorySeconds = 15;

    private int _before;
    private double? _growth;

    /// <summary>Per second after a poll; null before the second.</summary>
    /// <param name="count">The count.</param>
    /// <param name="seconds">Seconds since the poll before; null where it cannot be compared with.</param>
    internal double? Next(int count, double? seconds)
    {
        if (seconds > 0)
        {
            var now = (count - _before) / seconds.Value;
            _growth = _growth is { } growth ? growth + ((now - growth) * (1 - Math.Exp(-seconds.Value / MemorySeconds))) : now;
        }

        _before = count;
        return _growth;
    }
}
