namespace PortTop.Model;

/// <summary>
/// Measures a slow leak: how many more connections grow old than old ones end. What comes and goes within seconds is not counted, however
/// much it is; and long connections that end as fast as others grow old are none. Both are counts, and so their chance is known.
/// </summary>
internal sealed class LeakMeter
{
    /// <summary>A connection is old from here on: the bin that begins next.</summary>
    private const double OldSeconds = 8;

    private const double StretchSeconds = 10;

    /// <summary>Ten minutes are remembered.</summary>
    private const int Most = 60;

    /// <summary>So many stretches tell how much they vary.</summary>
    private const int Fewest = 8;

    /// <summary>The ends are no further apart than this factor: an interval that is wider says nothing that helps.</summary>
    private const double Factor = 2;

    private readonly Stretch[] _stretches = new Stretch[Most];
    private AgeScale? _scale;
    private int _count;
    private Stretch _now;
    private double _watched;
    private int _before = -1;

    /// <summary>The leak; null where nothing grows, and where that is not known so well.</summary>
    internal PoolLeak? Leak { get; private set; }

    /// <summary>Learns from a poll.</summary>
    /// <param name="counts">What it saw.</param>
    /// <param name="scale">The ages.</param>
    /// <param name="seconds">Seconds since the poll before.</param>
    internal void Learn(FlowCounts counts, AgeScale scale, double seconds)
    {
        if (!ReferenceEquals(scale, _scale))
        {
            // The bins begin at other ages.
            (_scale, _count, _now, _watched, _before, Leak) = (scale, 0, default, 0, -1, null);
        }

        var bin = scale.BinOf(OldSeconds - 1e-9);
        bin += scale.Start(bin) < OldSeconds ? 1 : 0;
        var (old, ended) = (counts.UnknownAge, counts.UnknownAgeLeft);
        for (var i = bin; i < AgeBins.Count; i++)
        {
            old += counts.Ages[i];
            ended += counts.Left[i];
        }

        _watched += seconds;
        if (_before >= 0 && _watched > scale.Start(bin) + scale.Interval)
        {
            // Before that nobody of those who came since the watch began could have grown old.
            _now = new Stretch(_now.Net + old - _before, _now.Changes + Math.Max(0, old - _before + ended) + ended, _now.Seconds + seconds);
        }

        _before = old;
        if (_now.Seconds >= StretchSeconds)
        {
            _stretches[_count++ % Most] = _now;
            _now = default;
            Leak = Estimate();
        }
    }

    /// <summary>Forgets everything: too long a time was not watched.</summary>
    internal void Clear() => _scale = null;

    /// <summary>By as few of the newest stretches as tell it well enough: a leak may have begun a minute ago.</summary>
    private PoolLeak? Estimate()
    {
        var (net, changes, seconds, squares) = (0.0, 0.0, 0.0, 0.0);
        for (var n = 1; n <= Math.Min(_count, Most); n++)
        {
            var stretch = _stretches[(_count - n) % Most];
            net += stretch.Net;
            changes += stretch.Changes;
            seconds += stretch.Seconds;
            squares += (double)stretch.Net * stretch.Net;
            if (n >= Fewest && Interval(net, changes, squares, n) is var (least, most) && least > 0 && most <= Factor * least)
            {
                return new PoolLeak(least / seconds, most / seconds);
            }
        }

        return null;
    }

    /// <summary>
    /// The ends of what 90 % of such counts stand for. Independent events vary by their number; those that come in bursts, and then no
    /// more, vary by more than that.
    /// </summary>
    private static (double Least, double Most) Interval(double net, double changes, double squares, int stretches)
    {
        // A little more than the 1.645 of 90 %: that the shortest time is taken which tells enough favours what came by chance.
        const double Quantile = 1.7;
        var mean = net / stretches;
        var variance = Math.Max(0, squares - (net * mean)) / (stretches - 1) * stretches;

        // Student's quantile for few stretches, to three digits (Cornish and Fisher).
        var wide = Quantile + ((Quantile * ((Quantile * Quantile) + 1)) / (4 * (stretches - 1)));
        var half = Math.Max(Quantile * Math.Sqrt(changes + (Quantile * Quantile / 4)), wide * Math.Sqrt(variance));
        var middle = net + (Quantile * Quantile / 2);
        return (middle - half, middle + half);
    }

    /// <summary>Some seconds.</summary>
    /// <param name="Net">How many more connections are old after it.</param>
    /// <param name="Changes">How many grew old or ended in it.</param>
    /// <param name="Seconds">How long it was.</param>
    private readonly record struct Stretch(int Net, int Changes, double Seconds);
}
