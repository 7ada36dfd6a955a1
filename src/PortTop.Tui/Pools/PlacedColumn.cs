using PortTop.Model;

namespace PortTop.Tui.Pools;

/// <summary>A column in its place on the screen.</summary>
/// <param name="Column">Which column.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="BarWidth">The width of the bar that follows it, 0 for none.</param>
public readonly record struct PlacedColumn(PoolColumn Column, int Width, int BarWidth = 0);
