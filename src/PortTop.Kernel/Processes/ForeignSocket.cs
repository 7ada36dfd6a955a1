using System.Globalization;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>
/// Reads an option of a socket that another process has: pidfd_getfd(2) gives a second descriptor of it for a moment, which changes nothing
/// for its process. Needs Linux 5.6 and the right to trace the process (ptrace(2)).
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
internal sealed class ForeignSocket(string procRoot)
{
    private const int LongestTarget = 64;

    private readonly byte[] _buffer = new byte[32 * 1024];

    /// <summary>
    /// The ports that a socket may have (<c>IP_LOCAL_PORT_RANGE</c>, ip(7)); null where it may have all of the range, and where that cannot
    /// be read, which <paramref name="isRead"/> tells.
    /// </summary>
    internal PortRange? ReadPortRange(int process, uint inode, out bool isRead)
    {
        isRead = false;
        if (Find(process, inode) is not { } number)
        {
            return null;
        }

        using var handle = LibC.pidfd_open(LibC.SYS_pidfd_open, process, 0);
        if (handle.IsInvalid)
        {
            return null;
        }

        using var socket = LibC.pidfd_getfd(LibC.SYS_pidfd_getfd, handle, number, 0);
        if (socket.IsInvalid)
        {
            return null;
        }

        Span<byte> value = stackalloc byte[sizeof(uint)];
        var length = value.Length;
        if (LibC.getsockopt(socket, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, value, ref length) != 0)
        {
            return null;
        }

        isRead = true;
        var (low, high) = (MemoryMarshal.Read<ushort>(value), MemoryMarshal.Read<ushort>(value[sizeof(ushort)..]));
        return low == 0 && high == 0 ? null : new PortRange(low, high == 0 ? ushort.MaxValue : high);
    }

    /// <summary>The descriptor of a process that is the socket; null for none.</summary>
    private int? Find(int process, uint inode)
    {
        using var folder = LibC.open(
            Path.Combine(procRoot, string.Create(CultureInfo.InvariantCulture, $"{process}/fd")),
            LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
        Span<byte> target = stackalloc byte[LongestTarget];
        while (!folder.IsInvalid && (int)LibC.getdents64(folder, _buffer, _buffer.Length) is > 0 and var filled)
        {
            var entries = new DirectoryEntries(_buffer.AsSpan(0, filled));
            while (entries.NextNumber(out var number))
            {
                var length = (int)LibC.readlinkat(folder, entries.Name, target, target.Length);
                if (length > 0 && DescriptorWalk.TrySocket(target[..length], out var found) && found == inode)
                {
                    return number;
                }
            }
        }

        return null;
    }
}
