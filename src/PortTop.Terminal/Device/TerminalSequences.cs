namespace PortTop.Terminal;

/// <summary>The escape sequences that take a terminal and give it back (ECMA-48; xterm control sequences).</summary>
public static class TerminalSequences
{
    /// <summary>Alternate screen, hidden cursor, bracketed paste, style reset, cleared, cursor at home.</summary>
    internal static ReadOnlySpan<byte> Enter => "\e[?1049h\e[?25l\e[?2004h\e[m\e[2J\e[H"u8;

    /// <summary>
    /// CAN first, in case a frame was cut off within a sequence; then synchronized output ended, style, paste and cursor as they
    /// were, and the screen that was there before.
    /// </summary>
    internal static ReadOnlySpan<byte> Leave => "\x18\e[?2026l\e[m\e[?2004l\e[?25h\e[?1049l"u8;

    /// <summary>
    /// Writes a glyph of ambiguous width at home and asks where the cursor is (DSR 6): column 2 on most terminals, column 3 where
    /// East Asian settings draw it two columns wide.
    /// </summary>
    public static ReadOnlySpan<byte> MeasureAmbiguousWidth => "\e[H█\e[6n\r \r"u8;
}
