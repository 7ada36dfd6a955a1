using PortTop.Model;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Pools;

/// <summary>
/// Which columns the table of pools shows at a width. What says least goes first when room runs out; the state and the share stay.
/// </summary>
internal static class PoolTableColumns
{
    /// <summary>The column of the marker, before the first field.</summary>
    internal const int Margin = 1;

    private const int NarrowBar = 5;
    private const int NarrowestBar = 4;
    private const int NarrowRate = 6;
    private const int WideBar = 12;

    /// <summary>The kernel keeps 15 characters of a command's name; more say how many others there are.</summary>
    private const int WidestOwner = 20;
    private const int WidestOwnerElsewhere = 32;
    private const int WidthOfNamespace = 132;

    private static readonly string[] WideStates = ["timeWait", "closeWait", "established"];

    /// <summary>The columns at <paramref name="width"/>, addresses as wide as they need where there is room.</summary>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="addresses">How wide the addresses are.</param>
    /// <param name="areSeveral">Several network namespaces are shown.</param>
    /// <param name="chosen">The columns that the person has chosen; null or none for those that the width has room for.</param>
    internal static IReadOnlyList<PlacedColumn> For(int width, (int Source, int Destination) addresses, bool areSeveral = false, IReadOnlyList<string>? chosen = null)
    {
        if (chosen is { Count: > 0 })
        {
            return Widen(ChosenColumns.For(chosen, width, areSeveral), addresses, width);
        }

        var owner = !areSeveral || width >= WidthOfNamespace ? PoolColumns.Owner : PoolColumns.Who;
        List<PlacedColumn> columns = width switch
        {
            >= WidthOfNamespace =>
            [
                Place(owner), .. areSeveral ? (PlacedColumn[])[Place(PoolColumns.Namespace)] : [], Place(PoolColumns.Source), Place(PoolColumns.Destination), Place(PoolColumns.State), Place(PoolColumns.Free),
                Place(PoolColumns.Use, width >= 140 ? WideBar : NarrowBar), Place(PoolColumns.Asks), .. FitsAt(width), Place(PoolColumns.Failed), Place(PoolColumns.Net), Place(Sparkline.Column),
                .. WideStates.Take((width - 158) / 9).Select(static id => Place(PoolColumns.Find(id)!)),
            ],
            >= 112 =>
            [
                Place(owner), Place(PoolColumns.Source), Place(PoolColumns.Destination), Place(PoolColumns.State), Place(PoolColumns.Free),
                Place(PoolColumns.Use, NarrowBar), Place(PoolColumns.Asks), Place(PoolColumns.Failed), Place(PoolColumns.Net),
            ],
            >= 104 =>
            [
                Place(owner), Place(PoolColumns.Source), Place(PoolColumns.Destination), Place(PoolColumns.State), Place(PoolColumns.Free),
                Place(PoolColumns.Use, NarrowBar), Place(PoolColumns.Asks), Place(PoolColumns.Failed),
            ],
            >= 80 =>
            [
                new(owner, areSeveral ? 12 + NarrowestBar + 1 : 12), new(PoolColumns.Destination, 20), Place(PoolColumns.State), Place(PoolColumns.Free),
                Place(PoolColumns.Use, areSeveral ? 0 : NarrowestBar), new(PoolColumns.Asks, NarrowRate), new(PoolColumns.Failed, NarrowRate),
            ],
            >= 59 => [new(owner, 12), new(PoolColumns.Destination, 19), Place(PoolColumns.State), Place(PoolColumns.Use), new(PoolColumns.Failed, NarrowRate)],
            _ => [Place(PoolColumns.Destination), Place(PoolColumns.State), Place(PoolColumns.Use), new(PoolColumns.Failed, NarrowRate)],
        };
        GiveWay(columns, addresses, width);
        _ = Widen(columns, addresses, width);
        Widen(columns, owner, areSeveral ? WidestOwnerElsewhere : WidestOwner, width);
        Shrink(columns, width);
        return columns;
    }

    private static List<PlacedColumn> Widen(List<PlacedColumn> columns, (int Source, int Destination) addresses, int width)
    {
        Widen(columns, PoolColumns.Destination, addresses.Destination, width);
        Widen(columns, PoolColumns.Source, addresses.Source, width);
        return columns;
    }

    private static PlacedColumn[] FitsAt(int width) => width >= 150 ? [Place(PoolColumns.Fits)] : [];

    private static PlacedColumn Place(PoolColumn column) => new(column, column.Width);

    private static PlacedColumn Place(PoolColumn column, int barWidth) => new(column, column.Width, barWidth);

    /// <summary>The width that columns take.</summary>
    internal static int Used(List<PlacedColumn> columns)
        => Margin + columns.Sum(static column => column.Width + (column.BarWidth > 0 ? column.BarWidth + 1 : 0)) + columns.Count - 1;

    /// <summary>On a wide screen addresses that would be cut have the room of the last state.</summary>
    private static void GiveWay(List<PlacedColumn> columns, (int Source, int Destination) addresses, int width)
    {
        if (WideStates.Contains(columns[^1].Column.Id) && Used(columns) + Missing(columns, PoolColumns.Source, addresses.Source)
            + Missing(columns, PoolColumns.Destination, addresses.Destination) > width)
        {
            columns.RemoveAt(columns.Count - 1);
        }
    }

    private static int Missing(List<PlacedColumn> columns, PoolColumn which, int needed)
        => columns.Where(column => column.Column == which).Sum(column => Math.Max(0, needed - column.Width));

    private static void Widen(List<PlacedColumn> columns, PoolColumn which, int needed, int width)
    {
        var i = columns.FindIndex(column => column.Column == which);
        if (i >= 0)
        {
            var room = Math.Max(0, width - Used(columns));
            columns[i] = columns[i] with { Width = Math.Clamp(needed, columns[i].Width, columns[i].Width + room) };
        }
    }

    /// <summary>On a screen narrower than any that was planned for, the destination gives way.</summary>
    private static void Shrink(List<PlacedColumn> columns, int width)
    {
        var i = columns.FindIndex(static column => column.Column == PoolColumns.Destination);
        columns[i] = columns[i] with { Width = Math.Max(8, columns[i].Width - Math.Max(0, Used(columns) - width)) };
    }
}
