using System.Runtime.InteropServices;

namespace PortTop.Kernel.Interop;

/// <summary>The functions and constants of the C library that this room calls, by the names that C has for them.</summary>
internal static partial class LibC
{
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int AF_NETLINK = 16;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_RAW = 3;
    internal const int IPPROTO_IP = 0;
    internal const int IPPROTO_TCP = 6;
    internal const int IP_BIND_ADDRESS_NO_PORT = 24;
    internal const int IP_LOCAL_PORT_RANGE = 51;
    internal const int TCP_INFO = 11;
    internal const int TCP_FASTOPEN_CONNECT = 30;
    internal const int TCP_FASTOPEN_NO_COOKIE = 34;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int NETLINK_ROUTE = 0;
    internal const int NETLINK_SOCK_DIAG = 4;
    internal const int SOL_SOCKET = 1;
    internal const int SO_RCVTIMEO = 20;
    internal const int MSG_TRUNC = 0x20;
    internal const int AT_FDCWD = -100;
    internal const uint STATX_INO = 0x100;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial SafeFileDescriptor socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint send(SafeFileDescriptor socket, ReadOnlySpan<byte> buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint recv(SafeFileDescriptor socket, Span<byte> buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int setsockopt(SafeFileDescriptor socket, int level, int name, ReadOnlySpan<byte> value, int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockopt(SafeFileDescriptor socket, int level, int name, Span<byte> value, ref int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int connect(SafeFileDescriptor socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int bind(SafeFileDescriptor socket, ReadOnlySpan<byte> address, int length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getsockname(SafeFileDescriptor socket, Span<byte> address, ref int length);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statx(int directory, string path, int flags, uint mask, Span<byte> buffer);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(nint descriptor);
}
