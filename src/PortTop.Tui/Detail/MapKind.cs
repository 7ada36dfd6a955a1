using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Detail;

/// <summary>How a use of ports looks on the range map.</summary>
internal static class MapKind
{
    private static readonly (string Word, Role Role)[] Kinds =
    [
        ("reserved", Role.BarReserved),
        ("held by bind", Role.BarHeld),
        ("CLOSE-WAIT", Role.CloseWait),
        ("in use", Role.Established),
        ("TIME-WAIT", Role.TimeWait),
        ("reusable", Role.Settles),
        ("suspected", Role.AtRisk),
        ("others only", Role.BarUsed),
        ("free", Role.BarFree),
    ];

    /// <summary>Its name.</summary>
    internal static string Word(PortUse use) => Kinds[(int)use].Word;

    /// <summary>Its style.</summary>
    internal static Role RoleOf(PortUse use) => Kinds[(int)use].Role;

    /// <summary>Its character.</summary>
    internal static char Filling(PortUse use, Glyphs glyphs) => glyphs.MapFillings[(int)use];
}
