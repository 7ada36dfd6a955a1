using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// <c>struct termios</c> of termios(3) as the C library of Linux lays it out: four flag words, the line discipline, 32 control characters,
/// two speeds.
/// </summary>
internal static class Termios
{
    internal const int Length = 60;

    private const int LocalFlags = 12;
    private const int ControlCharacters = 17;
    private const int VTIME = 5;
    private const int VMIN = 6;
    private const uint IXON = 0x400;
    private const uint ICANON = 0x2;
    private const uint ECHO = 0x8;
    private const uint IEXTEN = 0x8000;

    /// <summary>
    /// Keys arrive one by one and unechoed; Ctrl-S does not stop the screen. ISIG stays: Ctrl-C and ^Z must work even when the
    /// program is stuck.
    /// </summary>
    internal static void MakeUnbuffered(Span<byte> termios)
    {
        Clear(termios, IXON);
        Clear(termios[LocalFlags..], ICANON | ECHO | IEXTEN);
        termios[ControlCharacters + VMIN] = 1;
        termios[ControlCharacters + VTIME] = 0;
    }

    private static void Clear(Span<byte> word, uint flags)
        => MemoryMarshal.Write(word, MemoryMarshal.Read<uint>(word) & ~flags);
}
