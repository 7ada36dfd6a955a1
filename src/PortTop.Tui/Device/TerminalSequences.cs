namespace PortTop.Tui.Device;

/// <summary>The escape sequences that take a terminal and give it back (ECMA-48; xterm control sequences).</summary>
public static class TerminalSequences
{
    /// <summary>Alternate screen, hidden cursor, bracketed paste, style reset, cleared, cursor at home.</summary>
    internal static ReadOnlySpan<byte> Enter => "\e[?1049h\e[?25l\e[?2004h\e[m\e[2J\e[H"u8;

    /// <summary>
    /// CAN first, in case a frame was cut off within a sequence; then synchronized output ended, style, paste and cursor as they were, and
    /// the screen that was there before. Where there is only one screen (the console of Linux, vt100, GNU screen with its default settings)
    /// the cursor stands in its last row, emptied, so that what follows does not run into the picture.
    /// </summary>
    internal static ReadOnlySpan<byte> Leave => "\x18\e[?2026l\e[m\e[?2004l\e[?25h\e[999;1H\e[K\e[?1049l"u8;

    /// <summary>
    /// Writes a glyph of ambiguous width at home and asks where the cursor is (DSR 6): column 2 on most terminals, column 3 where
    /// East Asian settings draw it two columns wide.
    /// </summary>
    public static ReadOnlySpan<byte> MeasureAmbiguousWidth => "\e[H█\e[6n\r \r"u8;

    /// <summary>
    /// Asks the terminal to put a text on its clipboard (OSC 52); one that does not know it, or may not, does nothing. In base64, so that
    /// nothing of the text acts on the terminal.
    /// </summary>
    public static byte[] Copy(string text) => System.Text.Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text))}\a");
}
