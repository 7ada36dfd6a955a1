using System.Runtime.CompilerServices;

namespace PortTop.Model;

/// <summary>How many connections were asked for in each of the last 128 seconds, newest first.</summary>
public sealed class ArrivalSlots
{
    /// <summary>Two minutes: enough to tell a ramp from a step.</summary>
    internal const int Capacity = 128;

    private const double Whole = 1 - 1e-6;

    private Ring _slots;
    private int _head;
    private double _begun;
    private double _fraction;
    private UInt128 _limited;
    private bool _isBegunLimited;

    /// <summary>How many seconds are known.</summary>
    public int Count { get; private set; }

    /// <summary>The connections of a whole second, 0 the newest.</summary>
    public double this[int index] => _slots[(_head + index) & (Capacity - 1)];

    /// <summary>
    /// More may have been asked for in that second: no port was free for a part of it, and attempts that fail are not seen.
    /// </summary>
    internal bool IsLimited(int index) => (_limited & Bit(_head + index)) != 0;

    /// <summary>The rate of a second that is not over yet, where nothing else is known.</summary>
    internal ArrivalRate Begun => new() { PerSecond = _fraction > .15 ? _begun / _fraction : 0, Window = Math.Max(_fraction, .2) };

    /// <summary>
    /// Takes the last minute from what is in TIME-WAIT: who closed so long ago came about then. Good for short connections, which are those
    /// that fill a pool.
    /// </summary>
    /// <param name="releases">How many come back in each of the next seconds.</param>
    /// <param name="areLimited">More may have been asked for.</param>
    public void Seed(ReadOnlySpan<ushort> releases, bool areLimited = false)
    {
        _slots = default;
        _head = 0;
        for (var i = 0; i < releases.Length; i++)
        {
            _slots[i] = releases[releases.Length - 1 - i];
        }

        Count = releases.Length;
        _limited = areLimited ? UInt128.MaxValue : 0;
        ForgetBegun();
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Count = 0;
        ForgetBegun();
    }

    /// <summary>Adds what came since the last time, spread evenly.</summary>
    /// <param name="connections">How many came.</param>
    /// <param name="seconds">In how many seconds.</param>
    /// <param name="isLimited">More may have been asked for.</param>
    public void Push(double connections, double seconds, bool isLimited = false)
    {
        var rate = connections / seconds;
        while (seconds > 1e-9)
        {
            var part = Math.Min(seconds, 1 - _fraction);
            _begun += rate * part;
            _fraction += part;
            seconds -= part;
            _isBegunLimited |= isLimited;
            if (_fraction > Whole)
            {
                _head = (_head - 1) & (Capacity - 1);
                _slots[_head] = (float)_begun;
                _limited = _isBegunLimited ? _limited | Bit(_head) : _limited & ~Bit(_head);
                Count = Math.Min(Capacity, Count + 1);
                ForgetBegun();
            }
        }
    }

    /// <summary>The connections of the newest seconds.</summary>
    public double Sum(int seconds) => Sum(0, seconds);

    /// <summary>The mean of the seconds from one to before another.</summary>
    internal double Mean(int from, int to) => Sum(from, to) / (to - from);

    /// <summary>
    /// How much more the counts vary than those of independent arrivals (variance over mean, 1 at least), by the median of differences,
    /// which a step in the rate does not inflate.
    /// </summary>
    internal double Dispersion(Span<double> room)
    {
        const int Seconds = 61;
        const int Fewest = 8;
        const double Most = 50;
        const double MedianToDeviation = 1.4826;
        var count = Math.Min(Count, Seconds);
        var mean = count < Fewest ? 0 : Mean(0, count);
        if (mean == 0)
        {
            return 1;
        }

        var differences = room[..(count - 1)];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = Math.Abs(this[i + 1] - this[i]);
        }

        differences.Sort();
        var middle = differences.Length / 2;
        var median = differences.Length % 2 == 1 ? differences[middle] : .5 * (differences[middle - 1] + differences[middle]);
        var deviation = MedianToDeviation * median;
        return Math.Clamp(.5 * deviation * deviation / mean, 1, Most);
    }

    private static UInt128 Bit(int place) => UInt128.One << (place & (Capacity - 1));

    private void ForgetBegun()
    {
        _begun = 0;
        _fraction = 0;
        _isBegunLimited = false;
    }

    private double Sum(int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++)
        {
            sum += this[i];
        }

        return sum;
    }

    [InlineArray(Capacity)]
    private struct Ring
    {
        private float _first;
    }
}
