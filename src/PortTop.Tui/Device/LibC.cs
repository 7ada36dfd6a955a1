using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>The functions and constants of the C library that this room calls, by the names that C has for them.</summary>
internal static partial class LibC
{
    internal const int O_RDWR = 2;
    internal const int O_NOCTTY = 0x100;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int EFD_CLOEXEC = 0x80000;
    internal const int EFD_NONBLOCK = 0x800;
    internal const int TCSANOW = 0;
    internal const int TCIFLUSH = 0;
    internal const int TCOFLUSH = 1;
    internal const nuint TIOCGWINSZ = 0x5413;
    internal const short POLLIN = 1;
    internal const short POLLOUT = 4;
    internal const short POLLERR = 8;
    internal const short POLLHUP = 16;
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int SIGTSTP = 20;
    internal const int PROT_READ = 1;
    internal const int PROT_WRITE = 2;
    internal const int PROT_EXEC = 4;
    internal const int MAP_PRIVATE = 2;
    internal const int MAP_ANONYMOUS = 0x20;
    internal const nint MAP_FAILED = -1;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(int descriptor);

    [LibraryImport("libc")]
    internal static partial int isatty(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(int descriptor, Span<byte> buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint write(int descriptor, ReadOnlySpan<byte> buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(Span<PollDescriptor> descriptors, nuint count, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int eventfd(uint value, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(int descriptor, nuint request, Span<ushort> argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcgetattr(int descriptor, Span<byte> termios);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcsetattr(int descriptor, int when, ReadOnlySpan<byte> termios);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcflush(int descriptor, int queue);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcgetpgrp(int descriptor);

    [LibraryImport("libc")]
    internal static partial int getpgrp();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int raise(int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint mmap(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int mprotect(nint address, nint length, int protection);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigaction(int signal, ReadOnlySpan<byte> action, Span<byte> before);
}
