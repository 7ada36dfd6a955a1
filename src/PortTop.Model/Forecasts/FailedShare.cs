namespace PortTop.Model;

/// <summary>
/// Counts which share of the attempts failed over the last holding time of short connections: one beat of a pool that works and fails in
/// turn.
/// </summary>
internal sealed class FailedShare
{
    /// <summary>TIME-WAIT and the granule of its timer.</summary>
    private const int BeatSeconds = 62;

    /// <summary>From so many on it is about the same.</summary>
    private const int LeastSeconds = 55;

    private readonly ArrivalSlots _asked = new();
    private readonly ArrivalSlots _failed = new();
    private double _failing;
    private double _quiet = double.PositiveInfinity;

    /// <summary>Takes what was asked for between two polls, and what of it failed; null where that was not watched.</summary>
    internal void Learn(double asked, double? failed, double seconds)
    {
        if (failed is not { } known)
        {
            _asked.Clear();
            _failed.Clear();
            (_failing, _quiet) = (0, double.PositiveInfinity);
            return;
        }

        _quiet = known > 0 ? 0 : _quiet + seconds;
        _failing = _quiet < PoolFailures.HoldSeconds ? _failing + seconds : 0;

        _asked.Push(asked, seconds);
        _failed.Push(known, seconds);
    }

    /// <summary>
    /// What is asked for per second and the share of it that fails, over the last beat. Null where it was not watched and did not fail for
    /// so long, and where what is asked for is evidently another now: it tells of what was.
    /// </summary>
    /// <param name="mean">What is asked for now.</param>
    /// <param name="seconds">The seconds that rests on.</param>
    internal (double Usual, double Share)? At(double mean, double seconds)
    {
        const double Chance = 3;
        const double Alike = .1;
        var count = Math.Min(BeatSeconds, _asked.Count);
        if (count < LeastSeconds || _failing < LeastSeconds || _asked.Sum(count) <= 0)
        {
            return null;
        }

        var asked = _asked.Sum(count);
        var usual = asked / count;
        return Math.Abs(mean - usual) <= (Alike * usual) + (Chance * Math.Sqrt(usual / seconds))
            ? (usual, _failed.Sum(count) / asked)
            : null;
    }
}
