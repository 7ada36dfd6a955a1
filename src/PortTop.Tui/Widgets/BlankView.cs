using PortTop.Tui.Device;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Widgets;

/// <summary>Nothing: so that what was there before does not stay.</summary>
internal sealed class BlankView : CellView
{
    internal BlankView() => Width = Dim.Fill();

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
    }
}
