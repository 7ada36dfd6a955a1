using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>
/// The range as cells, with a legend that counts them; enlarged with port numbers at the left and what is free of each row at the right.
/// </summary>
internal sealed class RangeMapPanel(PanelsView panels) : Panel(panels, DetailPanel.Map)
{
    /// <summary>"65535 ".</summary>
    private const int NumberWidth = 6;

    /// <summary>" 1,234 free".</summary>
    private const int FreeWidth = 12;

    /// <summary>Enlarged, a cell has so many ports at most: what is longer scrolls.</summary>
    private const int MostPorts = 16;
    private const int LegendGap = 2;

    /// <summary>Enlarged, the map scrolls.</summary>
    internal override int LineCount
        => PortsOf(Panels.Shown) is { } uses && Box.Rows > 0 ? (uses.Range.Size + PortsOfRow(uses, Box) - 1) / PortsOfRow(uses, Box) : 0;

    /// <inheritdoc/>
    internal override int PageSize => PortsOf(Panels.Shown) is { } uses ? PageSizeOf(uses, Box) : 1;

    /// <inheritdoc/>
    protected override bool HasText => false;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box, IsLarge ? Panels.Top : null);

    private static void Draw(UiState state, CellGrid grid, PanelBox area, int? top)
    {
        if (PortsOf(state) is not { } uses)
        {
            var pen = new Pen(grid, area.Left, PanelBox.First, area.Right);
            pen.Clipped(state.IsPast ? "not kept of past polls" : state.Snapshot?.Detail is { Problem: { } problem } ? problem : state.IsOpenedGone ? "none left" : state.IsPaused ? "not read while paused" : "reading", Role.Muted, state.Glyphs);
            return;
        }

        var legend = LegendRows(uses, area);
        DrawLegend(state, grid, area, uses, legend);
        if (top is { } first)
        {
            DrawRows(state, grid, area, uses, first);
            return;
        }

        var rows = area.Rows - legend;
        var columns = area.Right - 1 - area.Left - NumberWidth;
        if (rows < 1 || columns < 1)
        {
            return;
        }

        var ports = (uses.Range.Size + (rows * columns) - 1) / (rows * columns);
        for (var row = 0; row < rows; row++)
        {
            DrawRow(state, grid, area, legend + row, columns, uses.Range.Low + (row * columns * ports), ports, uses);
        }
    }

    private static PortUses? PortsOf(UiState state) => !state.IsPast && state.Snapshot?.Detail is { } detail && detail.Key == state.Opened ? detail.Ports : null;

    private static int PageSizeOf(PortUses uses, PanelBox area) => Math.Max(1, area.Rows - LegendRows(uses, area));

    /// <summary>One row, or two where all has no room in one and the map keeps enough.</summary>
    private static int LegendRows(PortUses uses, PanelBox area)
    {
        const int Least = 5;
        Span<char> text = stackalloc char[16];
        var width = 0;
        for (var kind = 0; kind < PortUses.Kinds; kind++)
        {
            var count = uses.Count((PortUse)kind);
            width += count == 0 && kind != (int)PortUse.Free ? 0 : EntryWidth((PortUse)kind, NumberText.WriteCount(count, text)) + LegendGap;
        }

        return area.Rows >= Least && width - LegendGap > area.Right - area.Left ? 2 : 1;
    }

    /// <summary>The sign, a word and a number.</summary>
    private static int EntryWidth(PortUse use, int number) => 2 + MapKind.Word(use).Length + 1 + number;

    private static int EnlargedColumns(PanelBox area) => Math.Max(1, area.Right - 1 - area.Left - NumberWidth - FreeWidth);

    /// <summary>
    /// As many as make all rows fit, but no more than a cell can tell of; a round number, so that rows begin at numbers one can reckon
    /// with.
    /// </summary>
    private static int PortsOfRow(PortUses uses, PanelBox area)
    {
        var columns = EnlargedColumns(area);
        var ports = Math.Clamp((uses.Range.Size + (PageSizeOf(uses, area) * columns) - 1) / (PageSizeOf(uses, area) * columns), 1,
            MostPorts);
        return ports * columns;
    }

    private static void DrawRows(UiState state, CellGrid grid, PanelBox area, PortUses uses, int top)
    {
        var columns = EnlargedColumns(area);
        var ports = PortsOfRow(uses, area) / columns;
        Span<char> text = stackalloc char[16];
        var legend = LegendRows(uses, area);
        for (var i = 0; i < PageSizeOf(uses, area); i++)
        {
            var first = uses.Range.Low + ((top + i) * columns * ports);
            if (first > uses.Range.High)
            {
                return;
            }

            DrawRow(state, grid, area, legend + i, columns, first, ports, uses);
            var stretch = new PortRange((ushort)first, (ushort)Math.Min(first + (columns * ports) - 1, uses.Range.High));
            var free = uses.CountIn(PortUse.Free, stretch) + uses.CountIn(PortUse.Others, stretch) + uses.CountIn(PortUse.Reusable, stretch);
            var pen = new Pen(grid, area.Right - 1 - FreeWidth, PanelBox.First + legend + i, area.Right);
            pen.Field(text[..NumberText.WriteCount(free, text)], FreeWidth - 5, ColumnAlignment.Right, free == 0 ? Role.Full : Role.Plain, state.Glyphs);
            pen.Text(" free", Role.Muted);
        }
    }

    private static void DrawRow(UiState state, CellGrid grid, PanelBox area, int row, int columns, int first, int ports, PortUses uses)
    {
        if (first > uses.Range.High)
        {
            return;
        }

        new Pen(grid, area.Left, PanelBox.First + row, area.Right).Port(first, Role.Muted);
        MapCells.Draw(grid, area.Left + NumberWidth, PanelBox.First + row, columns, first, ports, uses, state.Glyphs);
    }

    /// <summary>What there is none of is left out; so is, whole, what has no room.</summary>
    private static void DrawLegend(UiState state, CellGrid grid, PanelBox area, PortUses uses, int rows)
    {
        Span<char> text = stackalloc char[16];
        var pen = new Pen(grid, area.Left, PanelBox.First, area.Right);
        var row = 0;
        for (var kind = 0; kind < PortUses.Kinds; kind++)
        {
            // What most ports are comes first: free, then used, then the others.
            var use = (PortUse)(PortUses.Kinds - 1 - kind);
            var count = uses.Count(use);
            if (count == 0 && use != PortUse.Free)
            {
                continue;
            }

            var length = NumberText.WriteCount(count, text);
            if (pen.Room < EntryWidth(use, length))
            {
                if (++row == rows)
                {
                    return;
                }

                pen = new Pen(grid, area.Left, PanelBox.First + row, area.Right);
            }

            pen.Fill(MapKind.Filling(use, state.Glyphs), 1, MapKind.RoleOf(use));
            pen.Text(" ");
            pen.Text(MapKind.Word(use), Role.Muted);
            pen.Text(" ");
            pen.Text(text[..length]);
            pen.Skip(LegendGap);
        }
    }
}
