namespace PortTop.Tui.Themes;

/// <summary>What a text is, for the theme to give it a look. The number is its place in the palette.</summary>
public enum Role
{
    /// <summary>The terminal's own look.</summary>
    Plain = 0,

    /// <summary>The program's name and headings.</summary>
    Title,

    /// <summary>What is there when needed and otherwise stays back.</summary>
    Muted,

    /// <summary>The heading of a column.</summary>
    Header,

    /// <summary>The heading of the column that rows are sorted by.</summary>
    Sorted,

    /// <summary>The selected row.</summary>
    Selected,

    /// <summary>A pool that is steady.</summary>
    Steady,

    /// <summary>A pool whose use grows.</summary>
    Settles,

    /// <summary>A pool with few ports left.</summary>
    AtRisk,

    /// <summary>A pool without a free port.</summary>
    Full,

    /// <summary>What must not be missed: paused, stale, a failed poll.</summary>
    Banner,

    /// <summary>Something to know of the program itself.</summary>
    Notice,

    /// <summary>A key that can be pressed.</summary>
    Key,

    /// <summary>Reserved ports in a bar.</summary>
    BarReserved,

    /// <summary>Ports held by listeners in a bar.</summary>
    BarHeld,

    /// <summary>Ports in use in a bar.</summary>
    BarUsed,

    /// <summary>Ports that nobody uses in a bar.</summary>
    BarFree,

    /// <summary>
    /// The bar of a pool without a free port: blocks are ink, so that a ground of <see cref="Full"/> would not be seen behind them.
    /// </summary>
    BarFull,

    /// <summary>Sockets in TIME-WAIT.</summary>
    TimeWait,

    /// <summary>Sockets in CLOSE-WAIT.</summary>
    CloseWait,

    /// <summary>Open sockets.</summary>
    Established,

    /// <summary>Sockets in any other state.</summary>
    OtherState,
}
