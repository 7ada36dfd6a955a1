using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace PortTop.Tui.Themes;

/// <summary>
/// What cells mean, in the words of Terminal.Gui: its buffer holds a number for each <see cref="Role"/> in the place of colours, and only
/// the palette of the encoder knows how a role looks on this terminal. So another theme changes no view.
/// </summary>
public static class Looks
{
    /// <summary>Tells a number of ours from a colour that a stock view made by itself.</summary>
    private const int Mark = 0x70;

    private static readonly Attribute[] Attributes = [.. Enumerable.Range(0, byte.MaxValue).Select(static style
        => new Attribute(new Color(style, Mark, Mark), new Color(style, Mark, Mark)))];

    /// <summary>The looks of stock views: text fields, lists, dialogs.</summary>
    public static Scheme Scheme { get; } = new(Of(Role.Plain))
    {
        Focus = Of(Role.Selected),
        Active = Of(Role.Selected),
        Highlight = Of(Role.Title),
        Editable = Of(Role.Plain),
        ReadOnly = Of(Role.Muted),
        Disabled = Of(Role.Muted),
        HotNormal = Of(Role.Key),
        HotFocus = Of(Role.Key),
        HotActive = Of(Role.Key),
    };

    /// <summary>The attribute of a style.</summary>
    internal static Attribute Of(int style) => Attributes[style];

    /// <summary>The attribute of a role.</summary>
    internal static Attribute Of(Role role) => Attributes[(int)role];

    /// <summary>The style that a cell has: an index into the palette, 0 for what is none of ours.</summary>
    internal static int StyleOf(Attribute? attribute)
        => attribute is { Foreground: { G: Mark, B: Mark } color } ? color.R : 0;
}
