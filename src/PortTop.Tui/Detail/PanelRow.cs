using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>One panel, or two beside each other.</summary>
/// <param name="Left">The one at the left, or the only one.</param>
/// <param name="Right">The one at the right; <see cref="DetailPanel.All"/> for none.</param>
/// <param name="Least">So many rows it has below its title at least.</param>
/// <param name="Most">More of them say nothing more.</param>
internal readonly record struct PanelRow(DetailPanel Left, DetailPanel Right, int Least, int Most);
