namespace PortTop.Model;

/// <summary>
/// The used ports of a range as runs without a gap. The search of source NAT goes on at the low end when it passes the high one, and so
/// does a run.
/// </summary>
internal readonly ref struct PortRuns
{
    private readonly ReadOnlySpan<ushort> _used;
    private readonly PortRange _range;

    internal PortRuns(PortRange range, ReadOnlySpan<ushort> used)
    {
        _range = range;
        var first = used.BinarySearch(range.Low);
        first = first < 0 ? ~first : first;
        var end = used.BinarySearch(range.High);
        end = end < 0 ? ~end : end + 1;
        _used = used[first..end];
    }

    /// <summary>How many ports of the range are used.</summary>
    internal int Used => _used.Length;

    /// <summary>From how many ports of the range the next <paramref name="length"/> are all used.</summary>
    internal double Starts(int length)
    {
        if (_used.Length >= _range.Size)
        {
            return _range.Size;
        }

        // The run at the low end belongs to the one at the high end where both touch.
        var wrapped = _used.Length > 0 && _used[0] == _range.Low && _used[^1] == _range.High ? RunAt(0) : 0;
        var starts = 0;
        for (var i = wrapped; i < _used.Length;)
        {
            var run = RunAt(i);
            i += run;
            run += i == _used.Length ? wrapped : 0;
            starts += Math.Max(0, run - length + 1);
        }

        return starts;
    }

    private int RunAt(int start)
    {
        var end = start + 1;
        while (end < _used.Length && _used[end] == _used[end - 1] + 1)
        {
            end++;
        }

        return end - start;
    }
}
