using PortTop.Model;

namespace PortTop.Tui.Pools;

/// <summary>A column of the table of groups in its place on the screen.</summary>
/// <param name="Column">Which column.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="BarWidth">The width of the bar that follows it, 0 for none.</param>
internal readonly record struct PlacedGroupColumn(GroupColumn Column, int Width, int BarWidth = 0);
