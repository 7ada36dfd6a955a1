using PortTop.Model;

namespace PortTop.Tui.Pools;

/// <summary>Which columns the table of groups shows at a width. The name, how the worst pool stands and its share stay.</summary>
internal static class GroupTableColumns
{
    private const int WidestName = 40;
    private const int Bar = 12;

    private static readonly PlacedGroupColumn[] Narrow =
        [Place(GroupColumns.Name), Place(GroupColumns.Pools), Place(GroupColumns.State), Place(GroupColumns.Use), Place(GroupColumns.Failed)];

    private static readonly PlacedGroupColumn[] Usual =
    [
        Place(GroupColumns.Name), Place(GroupColumns.Pools), Place(GroupColumns.Troubled), Place(GroupColumns.State), Place(GroupColumns.Use), Place(GroupColumns.Used), Place(GroupColumns.Asks),
        Place(GroupColumns.Failed),
    ];

    private static readonly PlacedGroupColumn[] Wide =
    [
        Place(GroupColumns.Name), Place(GroupColumns.Pools), Place(GroupColumns.Troubled), Place(GroupColumns.State), Place(GroupColumns.Free), Place(GroupColumns.Use, Bar), Place(GroupColumns.Used),
        Place(GroupColumns.Asks), Place(GroupColumns.Failed),
    ];

    private static readonly PlacedGroupColumn[] Widest = [.. Wide, Place(GroupColumns.Destination)];

    /// <summary>The columns at <paramref name="width"/>; the name has what room is left, as far as it is of use.</summary>
    internal static IReadOnlyList<PlacedGroupColumn> For(int width)
    {
        PlacedGroupColumn[] columns = [.. width >= 132 ? Widest : width >= 112 ? Wide : width >= 80 ? Usual : Narrow];
        var left = width - PoolTableColumns.Margin - columns.Sum(static column => column.Width
            + (column.BarWidth > 0 ? column.BarWidth + 1 : 0)) - columns.Length + 1;
        columns[0] = columns[0] with { Width = Math.Clamp(columns[0].Width + left, 8, WidestName) };
        return columns;
    }

    private static PlacedGroupColumn Place(GroupColumn column, int barWidth = 0) => new(column, column.Width, barWidth);
}
