namespace PortTop.Model;

/// <summary>
/// How many sockets were in each state over the last quarter of an hour: 72 bytes a moment. Written by the pipeline and read by screens,
/// from two threads.
/// </summary>
public sealed class StateCourse
{
    private const int Most = 1000;

    /// <summary>A change is told over so many seconds: shorter it jumps.</summary>
    private static readonly TimeSpan ChangeSpan = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly (DateTimeOffset Time, StateCounts Counts)[] _moments = new (DateTimeOffset, StateCounts)[Most];
    private int _next;
    private int _count;

    /// <summary>Writes how many sockets were in a state at even steps up to a time; NaN where that is not known.</summary>
    /// <param name="state">Which state.</param>
    /// <param name="until">The time of the last number.</param>
    /// <param name="step">The time between two numbers.</param>
    /// <param name="counts">Takes the numbers, the oldest first.</param>
    public void Copy(TcpState state, DateTimeOffset until, TimeSpan step, Span<double> counts)
    {
        lock (_lock)
        {
            for (var i = 0; i < counts.Length; i++)
            {
                var at = until - (step * (counts.Length - 1 - i));
                var place = Find(at);
                counts[i] = place < 0 || at - _moments[place].Time > step + TimeSpan.FromSeconds(1) ? double.NaN : _moments[place].Counts.Of(state);
            }
        }
    }

    /// <summary>All states at a time; null where nothing is remembered of it.</summary>
    public StateCounts? At(DateTimeOffset time)
    {
        lock (_lock)
        {
            return Find(time) is >= 0 and var place ? _moments[place].Counts : null;
        }
    }

    /// <summary>Change of a state per second, over about ten seconds up to a time; null where not so much is remembered.</summary>
    public double? Change(TcpState state, DateTimeOffset until)
    {
        lock (_lock)
        {
            var (newest, before) = (Find(until), Find(until - ChangeSpan));
            if (newest < 0 || before < 0 || newest == before)
            {
                return null;
            }

            var seconds = (_moments[newest].Time - _moments[before].Time).TotalSeconds;
            return (_moments[newest].Counts.Of(state) - _moments[before].Counts.Of(state)) / seconds;
        }
    }

    /// <summary>Adds a moment. One that is earlier than the last begins anew: the time of day was set back.</summary>
    internal void Add(DateTimeOffset time, in StateCounts counts)
    {
        lock (_lock)
        {
            if (_count > 0 && time < _moments[(_next + Most - 1) % Most].Time)
            {
                _count = 0;
            }

            _moments[_next] = (time, counts);
            _next = (_next + 1) % Most;
            _count = Math.Min(Most, _count + 1);
        }
    }

    /// <summary>The place of the newest moment that is no later, -1 for none.</summary>
    private int Find(DateTimeOffset time)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _moments[Place(middle)].Time <= time ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? -1 : Place(low - 1);
    }

    private int Place(int index) => (_next - _count + index + Most) % Most;
}
