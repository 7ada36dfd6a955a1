using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Namespaces;

/// <summary>The inode of a file, which .NET does not tell.</summary>
internal static class FileInode
{
    /// <summary>The size of <c>struct statx</c> and the place of <c>stx_ino</c> in it (statx(2)), the same on every architecture.</summary>
    private const int StatxLength = 256;
    private const int InodeOffset = 32;
    private const int DeviceOffset = 136;

    /// <summary>The inode, null when the file cannot be looked at.</summary>
    internal static ulong? Of(string path)
    {
        Span<byte> buffer = stackalloc byte[StatxLength];
        return LibC.statx(LibC.AT_FDCWD, path, 0, LibC.STATX_INO, buffer) == 0
            ? MemoryMarshal.Read<ulong>(buffer[InodeOffset..])
            : null;
    }

    /// <summary>The device that a file lies on, null when it cannot be looked at: all namespaces lie on nsfs.</summary>
    internal static ulong? DeviceOf(string path)
    {
        Span<byte> buffer = stackalloc byte[StatxLength];
        return LibC.statx(LibC.AT_FDCWD, path, 0, LibC.STATX_INO, buffer) == 0
            ? MemoryMarshal.Read<ulong>(buffer[DeviceOffset..])
            : null;
    }

    /// <summary>The inode of an open file, null when it cannot be looked at.</summary>
    internal static ulong? Of(SafeFileDescriptor file)
    {
        Span<byte> buffer = stackalloc byte[StatxLength];
        return LibC.statx(file, "\0"u8, LibC.AT_EMPTY_PATH, LibC.STATX_INO, buffer) == 0
            ? MemoryMarshal.Read<ulong>(buffer[InodeOffset..])
            : null;
    }
}
