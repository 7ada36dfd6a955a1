namespace PortTop.Model;

/// <summary>
/// Remembers surges that ended by themselves (cron jobs, batches, storms): one that comes again is taken to end after about as many
/// connections, and is no alarm until it has more.
/// </summary>
internal sealed class SurgeMemory
{
    /// <summary>The usual rate follows the rate over a minute.</summary>
    private const double UsualMemorySeconds = 60;

    /// <summary>A surge that lasts longer is no surge: it is the usual rate now.</summary>
    private const double LongestSeconds = 90;

    /// <summary>A quarter of an hour covers jobs of every one, five, ten and fifteen minutes.</summary>
    private const double RememberedSeconds = 900;

    /// <summary>A surge may be larger than the last one by so much before it counts as another.</summary>
    private const double Larger = 1.3;

    /// <summary>A rate that is higher by this factor is another surge from the start.</summary>
    private const double Higher = 1.5;

    /// <summary>A surge is taken to end half a second after the last connection that is expected.</summary>
    private const double Tail = .5;

    private double? _started;
    private double _peak;
    private double _volume;
    private double _remembered;
    private double _rememberedPeak;
    private double _rememberedAt = double.NegativeInfinity;

    /// <summary>The rate that is usual, per second.</summary>
    internal double Usual { get; private set; } = double.NaN;

    /// <summary>A surge that ended is remembered.</summary>
    internal bool Remembers(double now) => now - _rememberedAt < RememberedSeconds;

    /// <summary>Learns from a poll.</summary>
    internal void Learn(in ArrivalRate rate, ArrivalSlots slots, int arrivals, double now, double seconds)
    {
        Usual = double.IsNaN(Usual) ? rate.PerSecond : Usual;
        if (_started is { } started)
        {
            GoOn(rate, arrivals, now, now - started);
        }
        else if (slots.Count >= 8 && rate.PerSecond > (1.5 * Usual) + (4 * Math.Sqrt(rate.Dispersion * Math.Max(Usual, 1) / Math.Min(rate.Window, 4))))
        {
            _started = now;
            _volume = slots.Sum(Math.Min(slots.Count, (int)Math.Min(rate.Window, 4) + 1));
            _peak = rate.PerSecond;
        }
        else
        {
            Usual += (rate.PerSecond - Usual) * (1 - Math.Exp(-seconds / UsualMemorySeconds));
        }
    }

    /// <summary>The pool is full: what the surge would have done is not seen.</summary>
    internal void Break() => _started = null;

    /// <summary>
    /// Seconds until the present surge ends if it is like the one before; null where none is on, or none is remembered, or it outgrew that.
    /// </summary>
    internal double? EndsIn(in ArrivalRate rate, double now, Future future)
    {
        if (_started is null || !Remembers(now) || _volume >= Larger * _remembered || rate.PerSecond > Higher * _rememberedPeak)
        {
            return null;
        }

        var expected = (future == Future.Early ? Larger : 1) * _remembered;
        return (Math.Max(0, expected - _volume) / Math.Max(rate.PerSecond, 1)) + Tail;
    }

    private void GoOn(in ArrivalRate rate, int arrivals, double now, double lasted)
    {
        _volume += arrivals;
        _peak = Math.Max(_peak, rate.PerSecond);
        if (rate.PerSecond < Usual + (.3 * (_peak - Usual)))
        {
            _rememberedPeak = Math.Max(_peak, Remembers(now) ? _rememberedPeak : 0);
            _remembered = Math.Max(_volume, Remembers(now) ? _remembered : 0);
            _rememberedAt = now;
            _started = null;
        }
        else if (lasted > LongestSeconds)
        {
            _started = null;
            Usual = rate.PerSecond;
        }
    }
}
