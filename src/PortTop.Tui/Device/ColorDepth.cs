namespace PortTop.Tui.Device;

/// <summary>How many colours a terminal has.</summary>
public enum ColorDepth
{
    /// <summary>None: bold, underline and reverse remain.</summary>
    None,

    /// <summary>The 16 of aixterm.</summary>
    Sixteen,

    /// <summary>The 256 of xterm.</summary>
    Indexed,

    /// <summary>24 bits.</summary>
    True,
}
