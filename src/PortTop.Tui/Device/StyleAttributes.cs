namespace PortTop.Tui.Device;

/// <summary>What a style does beside its colours.</summary>
[Flags]
public enum StyleAttributes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Bold or bright.</summary>
    Bold = 1,

    /// <summary>Faint.</summary>
    Dim = 2,

    /// <summary>Italic.</summary>
    Italic = 4,

    /// <summary>Underlined.</summary>
    Underline = 8,

    /// <summary>Foreground and background exchanged.</summary>
    Reverse = 16,
}
