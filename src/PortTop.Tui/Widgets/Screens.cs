using System.Drawing;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Widgets;

/// <summary>How large the whole screen is, and from which heights on there is room for more than the table.</summary>
internal static class Screens
{
    /// <summary>From so many rows on the table has a rule and a summary below it.</summary>
    internal const int NormalHeight = 20;

    /// <summary>From so many rows on there is room for the range too.</summary>
    internal const int TallHeight = 30;

    /// <summary>The whole screen; what is usual for a view that is on none yet.</summary>
    internal static Size Of(View view) => view.App?.Screen.Size ?? new Size(80, 24);
}
