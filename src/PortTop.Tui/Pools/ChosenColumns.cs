using PortTop.Model;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>The columns that a person has chosen, in their order, as far as there is room.</summary>
internal static class ChosenColumns
{
    private const int WideBar = 12;
    private const int NarrowBar = 5;
    private const int WidthOfBar = 104;
    private const int WidthOfWideBar = 140;

    /// <summary>Less than this says nothing of an address.</summary>
    private const int LeastAddress = 8;

    /// <summary>
    /// The columns at <paramref name="width"/>. What does not fit goes from the right; how a pool stands and which it is go last.
    /// </summary>
    /// <param name="ids">Names of the catalogue, and <see cref="PoolColumns.RecentId"/>.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="areSeveral">Several network namespaces are shown: the owner says in which he is where no column does.</param>
    internal static List<PlacedColumn> For(IReadOnlyList<string> ids, int width, bool areSeveral)
    {
        var columns = new List<PlacedColumn>();
        foreach (var id in ids.Distinct())
        {
            var column = id == PoolColumns.RecentId ? Sparkline.Column
                : id == PoolColumns.Owner.Id && areSeveral && !ids.Contains(PoolColumns.Namespace.Id) ? PoolColumns.Who
                : PoolColumns.Find(id);
            if (column is not null)
            {
                columns.Add(new PlacedColumn(column, column.Width, column == PoolColumns.Use ? BarAt(width) : 0));
            }
        }

        while (columns.Count > 1 && Least(columns) > width)
        {
            columns.RemoveAt(columns.FindLastIndex(IsSpare) is >= 0 and var spare ? spare : columns.Count - 1);
        }

        Narrow(columns, width);
        return columns;
    }

    private static int BarAt(int width) => width >= WidthOfWideBar ? WideBar : width >= WidthOfBar ? NarrowBar : 0;

    private static bool IsSpare(PlacedColumn placed)
        => placed.Column != PoolColumns.State && placed.Column != PoolColumns.Use && placed.Column != PoolColumns.Destination;

    /// <summary>The room that they need with the destination as narrow as it can be.</summary>
    private static int Least(List<PlacedColumn> columns)
        => PoolTableColumns.Used(columns) - columns.Where(static placed => placed.Column == PoolColumns.Destination)
            .Sum(static placed => placed.Width - LeastAddress);

    private static void Narrow(List<PlacedColumn> columns, int width)
    {
        var i = columns.FindIndex(static placed => placed.Column == PoolColumns.Destination);
        var excess = PoolTableColumns.Used(columns) - width;
        if (i >= 0 && excess > 0)
        {
            columns[i] = columns[i] with { Width = Math.Max(LeastAddress, columns[i].Width - excess) };
        }
    }
}
