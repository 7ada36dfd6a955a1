using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Detail;

/// <summary>
/// Draws a stretch of the range as cells. Each cell stands for many ports; what it shows is chosen so that the cells of a row are in
/// proportion to the ports of the row, and near to where those lie: half of a row in use, as connect() leaves it with its even ports first,
/// is every other cell. One port that is reserved or held shows all the same.
/// </summary>
internal static class MapCells
{
    /// <summary>Draws one row.</summary>
    /// <param name="grid">The screen.</param>
    /// <param name="x">Its first column.</param>
    /// <param name="row">Its row.</param>
    /// <param name="columns">Its cells.</param>
    /// <param name="first">The first port.</param>
    /// <param name="ports">How many ports a cell has.</param>
    /// <param name="uses">What the ports are.</param>
    /// <param name="glyphs">The characters.</param>
    internal static void Draw(CellGrid grid, int x, int row, int columns, int first, int ports, PortUses uses, Glyphs glyphs)
    {
        Span<int> credit = stackalloc int[PortUses.Kinds];
        credit.Clear();
        for (var column = 0; column < columns; column++)
        {
            var low = first + (column * ports);
            if (low > uses.Range.High)
            {
                return;
            }

            var stretch = new PortRange((ushort)low, (ushort)Math.Min(low + ports - 1, uses.Range.High));
            var use = Choose(uses, stretch, credit);
            grid.Fill(x + column, row, 1, MapKind.Filling(use, glyphs), (int)MapKind.RoleOf(use));
        }
    }

    /// <summary>Adds the ports of a cell to what is due, and takes that of which most is due.</summary>
    private static PortUse Choose(PortUses uses, PortRange stretch, Span<int> credit)
    {
        var most = 0;
        for (var kind = 0; kind < PortUses.Kinds; kind++)
        {
            var count = uses.CountIn((PortUse)kind, stretch);
            var isFirst = count > 0 && credit[kind] == 0 && (PortUse)kind is PortUse.Reserved or PortUse.Held or PortUse.Suspected;
            credit[kind] += count + (isFirst ? stretch.Size : 0);
            most = credit[kind] > credit[most] ? kind : most;
        }

        credit[most] -= stretch.Size;
        return (PortUse)most;
    }
}
