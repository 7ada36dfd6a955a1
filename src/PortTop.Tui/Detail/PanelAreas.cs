using System.Runtime.CompilerServices;
using PortTop.Tui.State;

namespace PortTop.Tui.Detail;

/// <summary>An area for each panel.</summary>
[InlineArray(Length)]
internal struct PanelAreas
{
    internal const int Length = (int)DetailPanel.Beside + 1;

    private PanelArea _first;
}
