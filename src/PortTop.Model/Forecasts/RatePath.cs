namespace PortTop.Model;

/// <summary>How the rate of arrivals is taken to go on: from a rate now, with corners at which it jumps or its slope changes.</summary>
internal sealed class RatePath
{
    /// <summary>
    /// A trend is trusted for a quarter of the time that it was seen, half a minute at most: tuned; longer raises false alarms on waves,
    /// shorter sees ramps late.
    /// </summary>
    private const double LikelyShare = .25;
    private const double LikelySeconds = 30;
    private const double EarlyShare = .5;
    private const double EarlySeconds = 120;

    /// <summary>An exponential grows no further than by these factors, and a fall ends when so much of the rate is gone.</summary>
    private const double LikelyFactor = 4;
    private const double EarlyFactor = 8;
    private const double MostFall = .7;

    /// <summary>An exponential becomes this many steps.</summary>
    private const int Steps = 3;

    private readonly (double Seconds, double Jump, double Bend)[] _corners = new (double, double, double)[6];
    private int _count;

    /// <summary>The rate now, per second.</summary>
    internal double Now { get; private set; }

    /// <summary>The corners: after so many seconds the rate jumps by so much and its slope changes by so much.</summary>
    internal ReadOnlySpan<(double Seconds, double Jump, double Bend)> Corners => _corners.AsSpan(0, _count);

    /// <summary>Draws the path.</summary>
    /// <param name="rate">What is known of the rate.</param>
    /// <param name="now">The rate to begin with.</param>
    /// <param name="future">Which future.</param>
    /// <param name="surgeEnds">
    /// After so many seconds a surge ends and the rate falls back; null where none is on, or none is known to end.
    /// </param>
    /// <param name="usual">The rate to which it falls back.</param>
    internal void Draw(in ArrivalRate rate, double now, Future future, double? surgeEnds, double usual)
    {
        _count = 0;
        Now = now;
        var isLow = future is Future.Late;
        if (rate.Growth != 0 && !(isLow && rate.Growth > 0) && !(future == Future.Early && rate.Growth < 0))
        {
            Follow(rate, future);
        }

        if (surgeEnds is { } end)
        {
            FallBack(end, usual);
        }
    }

    private void Follow(in ArrivalRate rate, Future future)
    {
        var isEarly = future == Future.Early;
        var seconds = isEarly ? Math.Min(EarlyShare * rate.Seen, EarlySeconds) : Math.Min(LikelyShare * rate.Seen, LikelySeconds);
        if (rate.Exponent > 0)
        {
            var factor = future == Future.Likely || future == Future.Frontier ? LikelyFactor : EarlyFactor;
            Climb(rate, Math.Min(seconds, Math.Log(factor) / rate.Exponent));
            return;
        }

        seconds = rate.Growth < 0 ? Math.Min(seconds, MostFall * rate.PerSecond / -rate.Growth) : seconds;
        Add(0, 0, rate.Growth);
        Add(seconds, 0, -rate.Growth);
    }

    /// <summary>Exponential growth as lines, and flat after it.</summary>
    private void Climb(in ArrivalRate rate, double seconds)
    {
        var before = 0.0;
        var step = seconds / Steps;
        for (var i = 0; i <= Steps; i++)
        {
            var slope = i == Steps ? 0 : rate.PerSecond * (Math.Exp(rate.Exponent * step * (i + 1)) - Math.Exp(rate.Exponent * step * i)) / step;
            Add(step * i, 0, slope - before);
            before = slope;
        }
    }

    /// <summary>Ends everything at a time, and goes on flat from the usual rate.</summary>
    private void FallBack(double end, double usual)
    {
        var (value, slope, kept) = (Now, 0.0, 0);
        for (var i = 0; i < _count; i++)
        {
            var corner = _corners[i];
            if (corner.Seconds < end)
            {
                _corners[kept++] = corner;
                slope += corner.Bend;
                value += corner.Jump - (corner.Bend * corner.Seconds);
            }
        }

        _count = kept;
        Add(end, Math.Min(usual, Now) - (value + (slope * end)), -slope);
    }

    private void Add(double seconds, double jump, double bend) => _corners[_count++] = (seconds, jump, bend);
}
