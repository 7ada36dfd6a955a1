using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Logs;

/// <summary>What statx(2) tells of a file.</summary>
/// <param name="Mode">Its kind and permissions (inode(7)).</param>
/// <param name="Inode">Its inode.</param>
/// <param name="Device">The device that the inode is of.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Links">How many names it has; 0 once it was deleted.</param>
internal readonly record struct FileStatus(int Mode, ulong Inode, ulong Device, long Size, uint Links)
{
    /// <summary>The size of <c>struct statx</c> and places in it (statx(2)), the same on every architecture.</summary>
    private const int Length = 256;
    private const int LinksOffset = 16;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int SizeOffset = 40;
    private const int DeviceOffset = 136;

    /// <summary>The kind of file in its mode (inode(7)).</summary>
    private const int S_IFMT = 0xF000;
    private const int S_IFIFO = 0x1000;
    private const int S_IFCHR = 0x2000;
    private const int S_IFDIR = 0x4000;
    private const int S_IFBLK = 0x6000;
    private const int S_IFREG = 0x8000;

    /// <summary>True for a file with content of its own.</summary>
    internal bool IsRegular => (Mode & S_IFMT) == S_IFREG;

    /// <summary>What it is where it is no regular file, in words.</summary>
    internal string Kind => (Mode & S_IFMT) switch
    {
        S_IFDIR => "a directory",
        S_IFIFO => "a pipe: to read it would take its lines from whom they are for",
        S_IFCHR or S_IFBLK => "a device",
        _ => "a socket",
    };

    /// <summary>True for the same file, whatever it is called now.</summary>
    internal bool IsSameFile(FileStatus other) => (Inode, Device) == (other.Inode, other.Device);

    /// <summary>Looks at a path, through symbolic links. Returns 0 or the error of statx(2).</summary>
    internal static int Of(string path, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[Length];
        var problem = LibC.statx(LibC.AT_FDCWD, path, 0, LibC.STATX_BASIC_STATS, buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        status = problem == 0 ? Parse(buffer) : default;
        return problem;
    }

    /// <summary>Looks at an open file. Returns 0 or the error of statx(2).</summary>
    internal static int Of(SafeFileDescriptor file, out FileStatus status)
    {
        Span<byte> buffer = stackalloc byte[Length];
        var problem = LibC.statx(file, "\0"u8, LibC.AT_EMPTY_PATH, LibC.STATX_BASIC_STATS, buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        status = problem == 0 ? Parse(buffer) : default;
        return problem;
    }

    private static FileStatus Parse(ReadOnlySpan<byte> statx) => new(
        MemoryMarshal.Read<ushort>(statx[ModeOffset..]),
        MemoryMarshal.Read<ulong>(statx[InodeOffset..]),
        MemoryMarshal.Read<ulong>(statx[DeviceOffset..]),
        MemoryMarshal.Read<long>(statx[SizeOffset..]),
        MemoryMarshal.Read<uint>(statx[LinksOffset..]));
}
