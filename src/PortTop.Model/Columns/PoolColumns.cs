namespace PortTop.Model;

/// <summary>The catalogue of columns. A new column is added here and is then known to screens, reports, settings and help.</summary>
public static class PoolColumns
{
    /// <summary>Not a column of its own: the order in which the worst pool comes first.</summary>
    public const string SeverityId = "severity";

    /// <summary>The use over the last minute, which screens draw and nothing is sorted by.</summary>
    public const string RecentId = "recent";

    /// <summary>The local address of the pool.</summary>
    public static PoolColumn Source { get; } = new(
        "source", "SOURCE", 15, ColumnAlignment.Left, "local address, * for all; a pool is per source and destination",
        static (x, y) => x.Key.Source.CompareTo(y.Key.Source),
        static (pool, _, text) => PoolAddressText.WriteSource(pool, text));

    /// <summary>The remote address and port.</summary>
    public static PoolColumn Destination { get; } = new(
        "destination", "DESTINATION", 21, ColumnAlignment.Left, "remote address and port; \"any\": a pool that counts for every destination, of bind() before connect() or of UDP; NAT: what this machine translates, the source is the NAT address",
        static (x, y) => x.Key.CompareTo(y.Key),
        static (pool, _, text) => PoolAddressText.WriteDestination(pool, text));

    /// <summary>Who has the pool's sockets.</summary>
    public static PoolColumn Owner { get; } = new(
        "owner", "OWNER", 15, ColumnAlignment.Left, "the process with most of the pool's sockets; x4: four of that name; +2: two others; user: only the user is known; ? nobody; of NAT who is behind: original sources, ctr: containers of a bridge",
        static (x, y) => string.CompareOrdinal(
            x.Holder is { } one ? OwnerText.Describe(one.Owner) : "~",
            y.Holder is { } other ? OwnerText.Describe(other.Owner) : "~"),
        static (pool, _, text) => OwnerText.Write(pool, text));

    /// <summary>The network namespace of the pool.</summary>
    public static PoolColumn Namespace { get; } = new(
        "namespace", "NAMESPACE", 13, ColumnAlignment.Left, "the network namespace: host, a name of \"ip netns\", a pod, a container, or its first process",
        static (x, y) => string.CompareOrdinal(x.Namespace, y.Namespace),
        static (pool, _, text) => NumberText.WriteText(pool.Namespace, text));

    /// <summary>
    /// The same as <see cref="Owner"/> on screens that have no room for <see cref="Namespace"/>: behind it stands where that is, unless it
    /// is the first namespace. The process comes first: it is what people look for there.
    /// </summary>
    public static PoolColumn Who { get; } = new(
        "owner", "OWNER", 15, ColumnAlignment.Left,
        "the process with most of the pool's sockets; x4: four of that name; +2: two others; "
            + "user: only the user is known; ? nobody; then its namespace where that is not the first",
        Owner.Compare,
        static (pool, _, text) => WriteWho(pool, text));

    /// <summary>Failed connect() calls per second.</summary>
    public static PoolColumn Failed { get; } = new(
        "failed", "FAIL/s", 7, ColumnAlignment.Right, "connect() calls per second that found no port; ? where they are not watched",
        static (x, y) => Nullable.Compare(y.Failed, x.Failed),
        static (pool, _, text) => NumberText.WriteRate(pool.Failed, text));

    /// <summary>The condition of the pool in words.</summary>
    public static PoolColumn State { get; } = new(
        "state", "STATE", 13, ColumnAlignment.Left,
        "FULL and since when (> began before porttop did); waves: works and fails in turn, works now; full 4s ago: no port was free then; "
        + "failed: when last; full in: counts down; full 13h-19h: connections are never closed, and fill it between these times; "
        + "at risk: a little more load fills it, or 95 % are used (setting atRisk); settles: grows and stops there; steady",
        PoolSeverity.Compare,
        static (pool, now, text) => PoolStatusText.Write(pool.Status, now, text));

    /// <summary>The ports that the pool can still be given.</summary>
    public static PoolColumn Free { get; } = new(
        "free", "FREE", 7, ColumnAlignment.Right, "ports that can still be given towards this destination, by all that is seen; ~ where that is an estimate, whose bounds the detail has",
        static (x, y) => x.Ledger.Free.CompareTo(y.Ledger.Free),
        static (pool, _, text) => NumberText.WriteFree(pool.Ledger, text));

    /// <summary>The ports that the pool uses.</summary>
    public static PoolColumn Used { get; } = new(
        "used", "USED", 7, ColumnAlignment.Right, "ports that this pool uses",
        static (x, y) => y.Ledger.Used.CompareTo(x.Ledger.Used),
        static (pool, _, text) => NumberText.WriteCount(pool.Ledger.Used, text));

    /// <summary>The share of its ports that the pool uses.</summary>
    public static PoolColumn Use { get; } = new(
        "use", "USE", 4, ColumnAlignment.Right, "share of the ports that this destination can ever be given; ^ of those that the NAT before it has, where that is nearer",
        static (x, y) => y.NearerRatio.CompareTo(x.NearerRatio),
        static (pool, _, text) => UpstreamText.WriteShare(pool, text));

    /// <summary>New sockets per second.</summary>
    public static PoolColumn Opened { get; } = new(
        "opened", "OPEN/s", 7, ColumnAlignment.Right, "sockets first seen since the poll before, per second, at least: those that came and went between two polls are missed",
        static (x, y) => Nullable.Compare(y.Opened, x.Opened),
        static (pool, _, text) => NumberText.WriteRate(pool.Opened, text));

    /// <summary>What is asked for per second.</summary>
    public static PoolColumn Asks { get; } = new(
        "asks", "ASK/s", 7, ColumnAlignment.Right, "connections asked for per second, opened and failed, over the last seconds; > at least: the pool is full and failures are not watched",
        static (x, y) => Nullable.Compare(y.Asks, x.Asks),
        static (pool, _, text) => NumberText.WriteAsks(pool, text));

    /// <summary>What fits per second.</summary>
    public static PoolColumn Fits { get; } = new(
        "fits", "FITS/s", 7, ColumnAlignment.Right, "connections per second that find a port each time: ports over the time that each is held; ? where that is not known",
        static (x, y) => Nullable.Compare(y.Demand?.Fits, x.Demand?.Fits),
        static (pool, _, text) => NumberText.WriteRate(pool.Demand?.Fits, text));

    /// <summary>Change of used ports per second.</summary>
    public static PoolColumn Net { get; } = new(
        "net", "NET/s", 7, ColumnAlignment.Right, "change of used ports, per second",
        static (x, y) => Nullable.Compare(y.Net, x.Net),
        static (pool, _, text) => NumberText.WriteSignedRate(pool.Net, text));

    /// <summary>Every column, in the order of a wide screen.</summary>
    public static IReadOnlyList<PoolColumn> All { get; } =
    [
        Owner, Namespace, Source, Destination, State, Free, Used, Use, Asks, Fits, Opened, Failed, Net,
        OfState("timeWait", 9), OfState("closeWait", 10), OfState("established", 7), OfState("synSent", 8),
    ];

    private static Dictionary<string, PoolColumn> ById { get; } = All.ToDictionary(static column => column.Id);

    /// <summary>The names that a sort order may have: severity and the columns.</summary>
    public static IReadOnlyList<string> SortIds { get; } = [SeverityId, .. All.Select(static column => column.Id)];

    /// <summary>The names that a column of the table may have.</summary>
    public static IReadOnlyList<string> TableIds { get; } = [.. All.Select(static column => column.Id), RecentId];

    /// <summary>The column of that name, null for severity and for names that do not exist.</summary>
    public static PoolColumn? Find(string id) => ById.GetValueOrDefault(id);

    private static int WriteWho(PoolSample pool, Span<char> text)
    {
        const string In = " in ";
        var length = Owner.Write(pool, default, text);
        if (!pool.IsElsewhere || length + In.Length > text.Length)
        {
            return length;
        }

        In.CopyTo(text[length..]);
        return length + In.Length + NumberText.WriteText(pool.Namespace, text[(length + In.Length)..]);
    }

    private static PoolColumn OfState(string jsonName, int width)
    {
        var group = StateGroup.All.First(candidate => candidate.JsonName == jsonName);
        return new PoolColumn(
            group.JsonName, group.Name, width, ColumnAlignment.Right, "sockets " + group.Meaning,
            (x, y) => group.Count(y.States).CompareTo(group.Count(x.States)),
            (pool, _, text) => NumberText.WriteCount(group.Count(pool.States), text));
    }
}
