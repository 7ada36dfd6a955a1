namespace PortTop.Model;

/// <summary>
/// The columns of a table of groups. What cannot be summed is that of the worst pool: ports are not shared between pools.
/// </summary>
public static class GroupColumns
{
    /// <summary>What the pools have in common.</summary>
    public static GroupColumn Name { get; } = new(
        "group", "GROUP", 21, ColumnAlignment.Left, "what the pools have in common",
        static (x, y) => string.CompareOrdinal(x.Id.Name, y.Id.Name),
        static (group, _, text) => NumberText.WriteText(group.Id.Name, text));

    /// <summary>How many pools there are.</summary>
    public static GroupColumn Pools { get; } = new(
        "pools", "POOLS", 6, ColumnAlignment.Right, "how many pools there are",
        static (x, y) => y.Pools.Count.CompareTo(x.Pools.Count),
        static (group, _, text) => NumberText.WriteCount(group.Pools.Count, text));

    /// <summary>How many of them stand badly.</summary>
    public static GroupColumn Troubled { get; } = new(
        "troubled", "BAD", 5, ColumnAlignment.Right, "how many of them are full, fail, fill or are at risk",
        static (x, y) => y.Troubled.CompareTo(x.Troubled),
        static (group, _, text) => NumberText.WriteCount(group.Troubled, text));

    /// <summary>How the worst pool stands.</summary>
    public static GroupColumn State { get; } = OfWorst(PoolColumns.State, "WORST");

    /// <summary>The free ports of the worst pool.</summary>
    public static GroupColumn Free { get; } = OfWorst(PoolColumns.Free, "FREE");

    /// <summary>The share that the worst pool uses.</summary>
    public static GroupColumn Use { get; } = OfWorst(PoolColumns.Use, "USE");

    /// <summary>The destination of the worst pool.</summary>
    public static GroupColumn Destination { get; } = OfWorst(PoolColumns.Destination, "WORST TOWARDS");

    /// <summary>Ports in use, summed.</summary>
    public static GroupColumn Used { get; } = new(
        "used", "PORTS", 9, ColumnAlignment.Right, "ports in use by all of them; one towards two destinations counts twice",
        static (x, y) => y.Used.CompareTo(x.Used),
        static (group, _, text) => NumberText.WriteCount(group.Used, text));

    /// <summary>What is asked for, summed.</summary>
    public static GroupColumn Asks { get; } = new(
        "asks", "ASK/s", 8, ColumnAlignment.Right, "connections asked for per second by all of them",
        static (x, y) => Nullable.Compare(y.Asks, x.Asks),
        static (group, _, text) => WriteAsks(group, text));

    /// <summary>Failures, summed.</summary>
    public static GroupColumn Failed { get; } = new(
        "failed", "FAIL/s", 8, ColumnAlignment.Right, "connect() calls per second of all of them that found no port; ? where they are not watched",
        static (x, y) => Nullable.Compare(y.Failed, x.Failed),
        static (group, _, text) => NumberText.WriteRate(group.Failed, text));

    /// <summary>Every column.</summary>
    public static IReadOnlyList<GroupColumn> All { get; } = [Name, Pools, Troubled, State, Free, Use, Destination, Used, Asks, Failed];

    /// <summary>The column of that name; null for severity.</summary>
    public static GroupColumn? Find(string id) => All.FirstOrDefault(column => column.Id == id);

    /// <summary>Puts groups in order; ties stay as they come, the one with the worse pool first.</summary>
    public static IReadOnlyList<PoolGroup> Sort(IReadOnlyList<PoolGroup> groups, string sort, bool isReversed)
    {
        var ordered = groups;
        if (Find(sort) is { } column)
        {
            ordered = [.. groups.Order(Comparer<PoolGroup>.Create(column.Comparison))];
        }

        return isReversed ? [.. ordered.Reverse()] : ordered;
    }

    private static GroupColumn OfWorst(PoolColumn column, string header) => new(
        column.Id, header, column.Width, column.Alignment, "of the worst of them: " + column.Meaning,
        (x, y) => column.Compare(x.Worst, y.Worst),
        (group, now, text) => column.Write(group.Worst, now, text));

    private static int WriteAsks(PoolGroup group, Span<char> text)
    {
        if (!group.AsksAtLeast)
        {
            return NumberText.WriteRate(group.Asks, text);
        }

        text[0] = '>';
        return 1 + NumberText.WriteRate(group.Asks, text[1..]);
    }
}
