using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The sysctls that decide about source ports, a line each, those first whose value is another after the next boot.</summary>
internal static class KnobsPanel
{
    private const int NameWidth = 23;
    private const int ValueWidth = 11;

    /// <summary>Draws as many as there is room for.</summary>
    internal static void Draw(UiState state, CellGrid grid, PanelArea area)
    {
        var knobs = state.Texts.Knobs;
        if (knobs.Count == 0)
        {
            new Pen(grid, area.Left, area.First, area.Right).Clipped("they were not read", Role.Muted, state.Glyphs);
        }

        for (var i = 0; i < knobs.Count && i < area.Rows; i++)
        {
            var knob = knobs[i];
            var pen = new Pen(grid, area.Left, area.First + i, area.Right - 1);
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
