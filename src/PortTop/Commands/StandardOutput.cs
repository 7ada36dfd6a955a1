using Microsoft.Win32.SafeHandles;

namespace PortTop.Commands;

/// <summary>
/// Standard output as the file that it is. <see cref="Console"/> is not for this program: it passes over a reader that is gone, and
/// once touched it sets the terminal as it likes whenever the process goes on after a stop.
/// </summary>
internal static class StandardOutput
{
    private const int STDOUT_FILENO = 1;

    /// <summary>Opens it, unbuffered. Writing to a reader that is gone throws <see cref="IOException"/>.</summary>
    internal static Stream Open() => new FileStream(new SafeFileHandle(STDOUT_FILENO, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
