using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>
/// The rule below a table, with which of its rows are shown: ── 1–28 of 2,000 owners ──; without numbers where every row is.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="count">How many rows there are, and what they are: " owners ".</param>
internal sealed class TableRule(Func<RowsView> table, Func<(int Count, string Word)> count) : StateView
{
    /// <inheritdoc/>
    protected override int Rows => ScreenSize.Height >= Screens.NormalHeight ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        cells.Fill(0, 0, cells.Width, State.Glyphs.Rule, (int)Role.Muted);
        var rows = table();
        rows.Follow();
        var (all, word) = count();
        if (rows.Top == 0 && rows.End >= all)
        {
            return;
        }

        var pen = new Pen(cells, 4, 0, cells.Width);
        pen.Text(" ", Role.Muted);
        pen.Count(rows.Top + 1, Role.Muted);
        pen.Text(State.Glyphs.Dash, Role.Muted);
        pen.Count(rows.End, Role.Muted);
        pen.Text(" of ", Role.Muted);
        pen.Count(all, Role.Muted);
        pen.Text(word, Role.Muted);
    }
}
