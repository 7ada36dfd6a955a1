using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.App;

/// <summary>The picture of a state.</summary>
internal sealed class ScreenView : CellView
{
    private UiState _state = new();

    /// <summary>Shows a state.</summary>
    internal void Show(UiState state) => Set(ref _state, state);

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Screen.Draw(_state, cells);
}
