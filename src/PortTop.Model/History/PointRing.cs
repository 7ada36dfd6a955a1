namespace PortTop.Model;

/// <summary>The newest points of one pool, each with the number of the moment that it belongs to. Grows as far as it is used.</summary>
/// <param name="most">So many points are kept.</param>
internal sealed class PointRing(int most)
{
    private const int Initial = 8;

    private int[] _moments = new int[Math.Min(Initial, most)];
    private HistoryPoint[] _points = new HistoryPoint[Math.Min(Initial, most)];
    private int _next;
    private int _count;

    /// <summary>The number of the newest moment, -1 where there is none.</summary>
    internal int Newest => _count == 0 ? -1 : _moments[(_next + _moments.Length - 1) % _moments.Length];

    /// <summary>Adds a point of a moment later than all others.</summary>
    internal void Add(int moment, in HistoryPoint point)
    {
        if (_count == _moments.Length && _count < most)
        {
            Grow();
        }

        _moments[_next] = moment;
        _points[_next] = point;
        _next = (_next + 1) % _moments.Length;
        _count = Math.Min(_count + 1, _moments.Length);
    }

    /// <summary>Finds the newest point of a moment no later than one; false where there is none.</summary>
    internal bool TryFind(int moment, out int found, out HistoryPoint point)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _moments[Place(middle)] <= moment ? (middle + 1, high) : (low, middle);
        }

        found = low == 0 ? -1 : _moments[Place(low - 1)];
        point = low == 0 ? default : _points[Place(low - 1)];
        return low > 0;
    }

    /// <summary>The place of the point that is so many behind the oldest.</summary>
    private int Place(int index) => (_next - _count + index + _moments.Length) % _moments.Length;

    private void Grow()
    {
        var length = Math.Min(most, _moments.Length * 2);
        var (moments, points) = (new int[length], new HistoryPoint[length]);
        for (var i = 0; i < _count; i++)
        {
            moments[i] = _moments[Place(i)];
            points[i] = _points[Place(i)];
        }

        (_moments, _points, _next) = (moments, points, _count % length);
    }
}
