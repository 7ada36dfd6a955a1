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
    internal const int IPPROTO_IPV6 = 41;
    internal const int IPV6_V6ONLY = 26;
    internal const int IP_BIND_ADDRESS_NO_PORT = 24;
    internal const int IP_LOCAL_PORT_RANGE = 51;
    internal const int TCP_INFO = 11;
    internal const int TCP_FASTOPEN_CONNECT = 30;
    internal const int TCP_FASTOPEN_NO_COOKIE = 34;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int NETLINK_ROUTE = 0;
    internal const int NETLINK_SOCK_DIAG = 4;
    internal const int NETLINK_AUDIT = 9;
    internal const int NETLINK_NETFILTER = 12;
    internal const int SOL_SOCKET = 1;
    internal const int SO_REUSEADDR = 2;
    internal const int SO_RCVTIMEO = 20;
    internal const int SO_BINDTOIFINDEX = 62;
    internal const int MSG_TRUNC = 0x20;
    internal const int AT_FDCWD = -100;
    internal const int O_RDONLY = 0;
    internal const int O_NOCTTY = 0x100;
    internal const int O_NONBLOCK = 0x800;
    internal const int O_CLOEXEC = 0x80000;
    internal const int AT_EMPTY_PATH = 0x1000;
    internal const uint STATX_INO = 0x100;
    internal const uint STATX_SIZE = 0x200;
    internal const uint STATX_BASIC_STATS = 0x7ff;
    internal const int SEEK_END = 2;
    internal const int SEEK_DATA = 3;
    internal const int PROT_READ = 1;
    internal const int PROT_WRITE = 2;
    internal const int MAP_SHARED = 1;
    internal const short POLLIN = 1;
    internal const int AF_UNSPEC = 0;
    internal const int CLOCK_THREAD_CPUTIME_ID = 3;

    /// <summary>On ARM it is another bit, and this one is O_DIRECT there (<c>arch/arm64/include/uapi/asm/fcntl.h</c>).</summary>
    internal static int O_DIRECTORY => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    /// <summary><c>struct timespec</c>: seconds and nanoseconds.</summary>
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int clock_gettime(int clock, Span<long> time);

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
    internal static partial int statx(SafeFileDescriptor directory, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> buffer);

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int close(nint descriptor);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileDescriptor open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint getdents64(SafeFileDescriptor directory, Span<byte> buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint readlinkat(SafeFileDescriptor directory, ReadOnlySpan<byte> path, Span<byte> buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(SafeFileDescriptor file, Span<byte> buffer, nint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pread(SafeFileDescriptor file, Span<byte> buffer, nint length, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint lseek(SafeFileDescriptor file, nint offset, int whence);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ioctl(SafeFileDescriptor file, nuint request, ReadOnlySpan<byte> argument);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(Span<PollDescriptor> descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint mmap(nint address, nint length, int protection, int flags, SafeFileDescriptor file, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int munmap(nint address, nint length);

    /// <summary>
    /// syscall(2), for fsopen(2): its wrapper is younger than the C libraries that this must run with, and so are the two after it.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint fsopen(nint number, string type, nuint flags);

    /// <summary>syscall(2), for fsconfig(2).</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint fsconfig(nint number, SafeFileDescriptor context, nuint command, nint key, nint value, nint auxiliary);

    /// <summary>syscall(2), for fsmount(2).</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint fsmount(nint number, SafeFileDescriptor context, nuint flags, nuint attributes);

    /// <summary>The numbers of pidfd_open(2) and pidfd_getfd(2), the same on every processor.</summary>
    internal const long SYS_pidfd_open = 434;
    internal const long SYS_pidfd_getfd = 438;

    /// <summary>syscall(2), for pidfd_open(2).</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial SafeFileDescriptor pidfd_open(long number, int process, uint flags);

    /// <summary>syscall(2), for pidfd_getfd(2).</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial SafeFileDescriptor pidfd_getfd(long number, SafeFileDescriptor process, int descriptor, uint flags);

    /// <summary>syscall(2), for perf_event_open(2), which has no wrapper.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint perf_event_open(nint number, ReadOnlySpan<byte> attributes, nint process, nint processor, nint group, nuint flags);
}
