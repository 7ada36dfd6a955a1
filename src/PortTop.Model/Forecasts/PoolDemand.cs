namespace PortTop.Model;

/// <summary>What is asked of a pool beside what fits into it.</summary>
public readonly record struct PoolDemand
{
    /// <summary>
    /// Connections asked for per second: <see cref="Mean"/>, and never less than what was opened and what failed since the poll before,
    /// which stand beside it.
    /// </summary>
    public double Asks { get; init; }

    /// <summary>
    /// "at least " where more may be asked for, and nothing elsewhere: it goes before each figure that comes of what is asked for.
    /// </summary>
    public string LeastWord => IsAtLeast ? "at least " : string.Empty;

    /// <summary>
    /// Connections asked for per second, opened and failed, over as many of the last seconds as agree with each other: what excess and
    /// prospects go by.
    /// </summary>
    public double Mean { get; init; }

    /// <summary>
    /// The same, less what it may be too much by chance where more may be asked for: what is said to fail at least goes by it.
    /// </summary>
    public double Least { get; init; }

    /// <summary>
    /// More may be asked for: no port is free, or none was a moment ago, and failed attempts are not watched, or not yet for long enough.
    /// </summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Mean seconds for which a connection is active; null where most live longer than was watched.</summary>
    public double? ActiveSeconds { get; init; }

    /// <summary>
    /// Mean seconds for which its port is held in TIME-WAIT after that: by the timer's whole granule where this side closes first, and 0
    /// where the other does.
    /// </summary>
    public double TimeWaitSeconds { get; init; }

    /// <summary>The share of closed connections whose port goes into TIME-WAIT.</summary>
    public double TimeWaitShare { get; init; }

    /// <summary>Seconds for which a connection holds its port; null where that is not known.</summary>
    public double? HoldingSeconds => ActiveSeconds + TimeWaitSeconds;

    /// <summary>
    /// Connections per second that find a port each time: the ports that are not held for long over the holding time. Null where that is
    /// not known.
    /// </summary>
    public double? Fits { get; init; }

    /// <summary>
    /// By so many seconds a port may come back earlier than <see cref="HoldingSeconds"/> says: the timer's granules are whole, and it is
    /// taken again within one.
    /// </summary>
    public double SlackSeconds { get; init; }

    /// <summary>What <see cref="Fits"/> would be if each port came back so early: more than that cannot find a port.</summary>
    public double? FitsAtMost => HoldingSeconds is { } seconds && seconds > SlackSeconds ? Fits * seconds / (seconds - SlackSeconds) : Fits;

    /// <summary>
    /// If nobody asked any more from now on: seconds until half of the ports are free, 0 where they are; null where more than half are
    /// active and nobody knows when they close.
    /// </summary>
    public double? HalfFreeSeconds { get; init; }

    /// <summary>If nobody asked any more from now on: seconds until the last port in TIME-WAIT came back.</summary>
    public double AllFreeSeconds { get; init; }

    /// <summary>Evidently more is asked for than fits.</summary>
    public bool IsTooMuch => Mean > Fits * 1.02;

    /// <summary>
    /// The share of what is asked for that does not fit; 0 where all of it does, null where that is not known. The least share where
    /// <see cref="IsAtLeast"/>.
    /// </summary>
    public double? Excess => (IsAtLeast ? FitsAtMost : Fits) is not { } fits ? null
        : Counted ?? Math.Max(0, 1 - (fits / Math.Max(IsAtLeast ? Least : Mean, 1e-9)));

    /// <summary>
    /// The share that failed over the last holding time, where so much was watched and what is asked for was steady; null elsewhere.
    /// </summary>
    public double? Counted { get; init; }

    /// <summary>
    /// What a sentence tells beside what fits: while everything fits, a single poll with a few more is chance and no excess.
    /// </summary>
    public double Told => IsTooMuch || IsAtLeast || Fits is null ? Asks : Mean;
}
