using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>The rule above the leaders, with what the selected state tells.</summary>
internal sealed class StateRule : StateView
{
    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        cells.Fill(0, 0, cells.Width, State.Glyphs.Rule, (int)Role.Muted);
        if (State.States.Row >= State.StateSheet.Rows.Count)
        {
            return;
        }

        var row = State.StateSheet.Rows[State.States.Row];
        var pen = new Pen(cells, 2, 0, cells.Width - 2);
        pen.Text(" ");
        pen.Text(row.Name, Role.Title);
        pen.Text(": ", Role.Muted);
        pen.Clipped(row.Meaning, Role.Muted, State.Glyphs);
        pen.Text(" ");
    }
}
