namespace PortTop.Pipeline;

/// <summary>
/// When the connection tracking table is read: it costs about a microsecond an entry. While somebody looks, or flows are dropped, or a pool
/// is nearly full, it may take a twentieth of the time; otherwise a four-hundredth.
/// </summary>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
internal sealed class NatSchedule(Func<TimeSpan> elapsed)
{
    /// <summary>A table no larger than this holds up the first poll of a screen by less than a tenth of a second.</summary>
    private const long QuickEntries = 50_000;

    private const int AttentiveShare = 20;
    private const int GentleShare = 150;
    private const int CalmShare = 400;

    /// <summary>A small table is read more gently: several namespaces may each have one that is full.</summary>
    private static readonly TimeSpan GentleGap = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ShortestCalm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterProblem = TimeSpan.FromSeconds(60);

    private TimeSpan _cost;
    private TimeSpan _end;
    private TimeSpan _start;
    private bool _hasFailed;

    /// <summary>It was read once.</summary>
    internal bool HasRead { get; private set; }

    /// <summary>How long the last reading took.</summary>
    internal TimeSpan Cost => _end - _start;

    /// <summary>How long ago the last reading began; null before the first.</summary>
    internal TimeSpan? Age => HasRead ? elapsed() - _start : null;

    /// <summary>The time from one reading to the next.</summary>
    internal TimeSpan Every(bool isAttentive)
    {
        var gap = _cost * (isAttentive ? AttentiveShare : CalmShare);
        var gentle = _cost * GentleShare < GentleGap ? _cost * GentleShare : GentleGap;
        gap = isAttentive ? (gap > gentle ? gap : gentle) : gap > ShortestCalm ? gap : ShortestCalm;
        gap = _hasFailed && gap < AfterProblem ? AfterProblem : gap;
        return gap < Longest ? gap : Longest;
    }

    /// <summary>It is to be read now.</summary>
    /// <param name="entries">How many entries it has.</param>
    /// <param name="isAttentive">Somebody looks, or something is wrong.</param>
    /// <param name="mayWait">The first poll: what takes long waits for the next one.</param>
    internal bool IsDue(long entries, bool isAttentive, bool mayWait)
        => HasRead || _hasFailed ? elapsed() - _start >= Every(isAttentive) : !mayWait || entries <= QuickEntries;

    /// <summary>A reading begins.</summary>
    internal void Begin() => _start = elapsed();

    /// <summary>A reading ended.</summary>
    /// <param name="entries">How many entries the table has.</param>
    /// <param name="hasFailed">It could not be read.</param>
    internal void End(long entries, bool hasFailed)
    {
        // Of the first reading of a small table most is the compiler's.
        const double MicrosecondsAnEntry = 4;
        _end = elapsed();
        var usual = TimeSpan.FromMicroseconds(MicrosecondsAnEntry * entries);
        _cost = HasRead || Cost < usual ? Cost : usual;
        HasRead |= !hasFailed;
        _hasFailed = hasFailed;
    }
}
