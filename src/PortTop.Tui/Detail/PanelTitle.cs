using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The rule above a panel with its number and its name, and the line to the panel at its left.</summary>
internal static class PanelTitle
{
    private static readonly (string Long, string Short)[] Names =
    [
        (string.Empty, string.Empty),
        ("Ledger: where did the ports go?", "Ledger"),
        ("Demand: by how much is it too much?", "Demand"),
        ("Used, 3 min back and 1 min on", "Used"),
        ("TIME-WAIT coming back, next 62 s", "TIME-WAIT back"),
        ("Range map: what each port is to this pool", "Range map"),
        ("Owners and states", "Owners"),
        ("Knobs: the sysctls that decide", "Knobs"),
        ("Do, least harm first", "Do"),
        ("Sockets", "Sockets"),
        ("Beside it", "Beside it"),
    ];

    private static readonly (string Long, string Short) NatName = ("Source NAT: range, who is behind", "Source NAT");

    /// <summary>The name of a panel where room is short.</summary>
    internal static string NameOf(UiState state, DetailPanel panel) => Find(state, panel).Short;

    /// <summary>Draws it.</summary>
    /// <returns>The column behind it.</returns>
    internal static int Draw(UiState state, CellGrid grid, DetailPanel panel, PanelBox area)
    {
        grid.Fill(0, PanelBox.Row, area.Width, state.Glyphs.Rule, (int)Role.Muted);
        if (area.HasNeighbour)
        {
            grid.Fill(0, PanelBox.Row, 1, state.Glyphs.Junction, (int)Role.Muted);
            for (var row = PanelBox.First; row < area.End; row++)
            {
                grid.Fill(0, row, 1, state.Glyphs.Separator, (int)Role.Muted);
            }
        }

        var (name, brief) = Find(state, panel);
        var pen = new Pen(grid, 2, PanelBox.Row, area.Right);
        pen.Text(" ");
        if (panel < DetailPanel.Beside)
        {
            pen.Number((int)panel, "0", Role.Key);
            pen.Text(" ");
        }

        pen.Text(pen.Room > name.Length + 1 ? name : brief, Role.Title);
        pen.Text(" ");
        return pen.X;
    }

    private static (string Long, string Short) Find(UiState state, DetailPanel panel)
        => panel == DetailPanel.Demand && state.Opened is { IsNat: true } ? NatName : Names[(int)panel];
}
