namespace PortTop.Pipeline;

/// <summary>
/// Whether a count grows and grows: the least of it over each of some stretches is more than over the one before. Neither bursts nor noise
/// do that, and a single jump does it once.
/// </summary>
internal sealed class StayingGrowth
{
    private const double StretchSeconds = 6;
    private const int Stretches = 5;

    private readonly int[] _least = new int[Stretches];
    private int _full;
    private int _now = int.MaxValue;
    private double _elapsed;

    /// <summary>Per second after a poll, 0 where it does not grow on; null before enough was seen.</summary>
    /// <param name="count">The count.</param>
    /// <param name="seconds">Seconds since the poll before; null where it cannot be compared with.</param>
    internal double? Next(int count, double? seconds)
    {
        if (seconds is null)
        {
            (_full, _now, _elapsed) = (0, count, 0);
            return null;
        }

        _now = Math.Min(_now, count);
        _elapsed += seconds.Value;
        if (_elapsed >= StretchSeconds)
        {
            _least[_full % Stretches] = _now;
            _full++;
            (_now, _elapsed) = (count, 0);
        }

        if (_full < Stretches)
        {
            return null;
        }

        for (var i = 1; i < Stretches; i++)
        {
            if (At(i) <= At(i - 1))
            {
                return 0;
            }
        }

        return (At(Stretches - 1) - At(0)) / ((Stretches - 1) * Math.Max(StretchSeconds, seconds.Value));
    }

    /// <summary>The stretches, the oldest first.</summary>
    private int At(int index) => _least[(_full + index) % Stretches];
}
