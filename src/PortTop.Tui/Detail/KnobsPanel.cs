using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The sysctls that decide about source ports, a line each, those first whose value is another after the next boot.</summary>
internal sealed class KnobsPanel(PanelsView panels) : Panel(panels, DetailPanel.Knobs)
{
    private const int NameWidth = 23;
    private const int ValueWidth = 11;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box, Panels.Texts.Knobs);

    /// <summary>Draws as many as there is room for.</summary>
    private static void Draw(UiState state, CellGrid grid, PanelBox area, IReadOnlyList<KnobLine> knobs)
    {
        if (knobs.Count == 0)
        {
            new Pen(grid, area.Left, PanelBox.First, area.Right).Clipped("they were not read", Role.Muted, state.Glyphs);
        }

        for (var i = 0; i < knobs.Count && i < area.Rows; i++)
        {
            var knob = knobs[i];
            var pen = new Pen(grid, area.Left, PanelBox.First + i, area.Right - 1);
            pen.Field(knob.Name, NameWidth, ColumnAlignment.Left, Role.Muted, state.Glyphs);
            pen.Skip(1);
            if (knob.Value.Length <= ValueWidth)
            {
                pen.Field(knob.Value, ValueWidth, ColumnAlignment.Left, knob.Role, state.Glyphs);
                pen.Skip(1);
                pen.Clipped(knob.Remark, knob.Role, state.Glyphs);
            }
            else
            {
                pen.Clipped(knob.Value, knob.Role, state.Glyphs);
            }
        }
    }
}
