using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>The verdict where nobody can be given a port.</summary>
internal static class NoPortVerdict
{
    /// <summary>No port is left for anybody: why, who took them, and how often connect() fails.</summary>
    internal static void Draw(UiState state, CellGrid grid, int row, Snapshot snapshot)
    {
        var pen = new Pen(grid, 0, row, grid.Width);
        pen.Text("!! NO USABLE PORT", Role.Full);
        pen.Text("   each connect() fails");
        if (snapshot.Failures?.Rate is > 0 and var rate)
        {
            pen.Text(", now ", Role.Full);
            pen.Rate(rate, Role.Full);
            pen.Text("/s", Role.Full);
        }

        pen = new Pen(grid, 3, row + 1, grid.Width);
        if (NoPortText.Most(snapshot, static owner => owner.Failed ?? 0) is { } suffers)
        {
            pen.Owner(suffers.Owner, Role.Title, state.Glyphs);
            pen.Text(" fails; ");
        }

        if (NoPortText.Most(snapshot, static owner => owner.Bound) is { } most)
        {
            pen.Owner(most.Owner, Role.Title, state.Glyphs);
            pen.Text(" has bound ");
            pen.Count(most.Bound, Role.Full);
            pen.Text(" of ");
            pen.Count(snapshot.Ports.Range.Size);
            pen.Text("; ");
        }

        if (snapshot != state.Snapshot)
        {
            pen.Text("in ", Role.Muted);
            pen.Text(snapshot.Source.Namespace, Role.Title);
            pen.Text(" ");
        }

        pen.Clipped("every port of the range is reserved, listening or bound", Role.Plain, state.Glyphs);
    }
}
