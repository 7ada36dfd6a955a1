using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>One cell of the screen, 8 bytes: a character and its style.</summary>
/// <param name="Rune">The Unicode scalar value; <see cref="Continuation"/> in the second cell of a wide character.</param>
/// <param name="Style">An index into the <see cref="Palette"/>; 0 is the terminal's own style.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Cell(int Rune, int Style)
{
    /// <summary>Marks the second cell of a wide character, which is drawn with the first.</summary>
    public const int Continuation = 0;

    /// <summary>A space in the terminal's own style.</summary>
    public static Cell Blank { get; } = new(' ', 0);
}
