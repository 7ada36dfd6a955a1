namespace PortTop.Model;

/// <summary>
/// What was asked for while all of it found a port. Where failed attempts are not seen, a pool that fills tells nothing of what is asked
/// for from then on: what was asked for before, and in each wave of ports that came back since, is the least that it can be.
/// </summary>
internal sealed class UnlimitedDemand
{
    /// <summary>
    /// A stretch of polls tells all that was asked for where it began with so many times the ports that are asked for in it.
    /// </summary>
    private const double Ample = 1.5;

    /// <summary>No pool has more than its ports: one that begins with so much of them does too.</summary>
    private const double NearlyAll = .9;

    private readonly ArrivalSlots _slots = new();
    private double _rate;

    /// <summary>How many seconds are known.</summary>
    internal int Seconds => _slots.Count;

    /// <summary>Takes what came between two polls.</summary>
    /// <param name="connections">How many came.</param>
    /// <param name="seconds">In how many seconds.</param>
    /// <param name="freeBefore">The ports that were left when they began.</param>
    /// <param name="capacity">
    /// All ports of the pool: a burst that took nearly all of them within one poll is no measure for the next.
    /// </param>
    /// <param name="room">Room to calculate in.</param>
    internal void Learn(double connections, double seconds, double freeBefore, double capacity, ForecastRoom room)
    {
        // It depends on what is usual and not on what came: few come by chance too, and those alone would be too few.
        if (freeBefore > Math.Min(Ample * _rate * seconds, NearlyAll * capacity))
        {
            _slots.Push(connections, seconds);
            _rate = Estimate(room).PerSecond;
        }
    }

    /// <summary>
    /// What is asked for per second and the least that it can be, by the seconds with ample ports; before there were any by the fullest
    /// stretch of those that are known.
    /// </summary>
    /// <param name="known">All of the last seconds.</param>
    /// <param name="room">Room to calculate in.</param>
    internal (double Mean, double Least) AtLeast(ArrivalSlots known, ForecastRoom room)
    {
        const int Minute = 60;
        var opened = known.Sum(Math.Min(Minute, known.Count)) / Minute;
        if (_slots.Count == 0)
        {
            var least = Math.Max(opened, Fullest(known));
            return (least, least);
        }

        var rate = Estimate(room);
        return (Math.Max(opened, rate.PerSecond), Math.Max(opened, Surely(rate)));
    }

    /// <summary>
    /// The connections asked for per second, over as many of the newest seconds as agree; what is told of a trend is what was seen.
    /// </summary>
    internal ArrivalRate Estimate(ForecastRoom room)
    {
        const int Newest = 5;
        var rate = ArrivalLaw.Estimate(_slots, room);
        return rate.Growth == 0 || _slots.Count < Newest ? rate : rate with { PerSecond = _slots.Mean(0, Newest), Window = Newest };
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _slots.Clear();
        _rate = 0;
    }

    /// <summary>The mean less a part of its standard error: what is said to be the least must not be more by chance.</summary>
    private double Surely(in ArrivalRate rate)
    {
        const double Errors = .7;

        // Whole connections at whole seconds: evenly as they may come, a second counts one more or less than its share.
        const double LeastVariance = .5;
        var seconds = (int)Math.Min(_slots.Count, rate.Window);
        var squares = 0.0;
        for (var i = 1; i < seconds; i++)
        {
            squares += (_slots[i] - _slots[i - 1]) * (_slots[i] - _slots[i - 1]);
        }

        // By neighbours, so that a slow change is no chance; connections that are evenly apart vary less than independent ones.
        var variance = Math.Max(LeastVariance, squares / (2 * Math.Max(1, seconds - 1)));
        return Math.Max(0, rate.PerSecond - (Errors * Math.Sqrt(variance / Math.Max(1, seconds))));
    }

    /// <summary>The fullest stretch of seconds, less what chance may have added to it.</summary>
    private static double Fullest(ArrivalSlots known)
    {
        const int Shortest = 3;
        const double Chance = 2.5;
        var most = 0.0;
        for (var from = 0; from < known.Count; from++)
        {
            var sum = 0.0;
            for (var to = from; to < known.Count; to++)
            {
                sum += known[to];
                var length = to - from + 1;
                most = length < Shortest ? most : Math.Max(most, (sum - 1 - (Chance * Math.Sqrt(sum))) / length);
            }
        }

        return most;
    }
}
