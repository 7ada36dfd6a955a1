using System.Buffers.Text;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>Reads <c>/proc/PID/fd</c> with getdents64(2) and readlinkat(2): a third of the time that directory classes take.</summary>
/// <param name="directory">The folder, closed with this.</param>
internal sealed class DescriptorWalk(SafeFileDescriptor directory) : IDescriptorWalk
{
    /// <summary>An entry takes 24 bytes at least: a piece has no more than <see cref="IDescriptorWalk.MaxInodes"/>.</summary>
    private const int BufferLength = 24 * IDescriptorWalk.MaxInodes;

    private const int LongestTarget = 64;

    /// <summary>Nothing of it is kept from piece to piece: one for each thread that walks.</summary>
    [ThreadStatic]
    private static byte[]? _buffer;

    public void Dispose() => directory.Dispose();

    public int? Read(Span<uint> inodes)
    {
        var buffer = _buffer ??= new byte[BufferLength];
        var filled = LibC.getdents64(directory, buffer, buffer.Length);
        if (filled <= 0)
        {
            return null;
        }

        Span<byte> target = stackalloc byte[LongestTarget];
        var entries = new DirectoryEntries(buffer.AsSpan(0, (int)filled));
        var count = 0;
        while (entries.NextNumber(out _))
        {
            // A descriptor that was closed meanwhile has no target.
            var length = (int)LibC.readlinkat(directory, entries.Name, target, target.Length);
            if (length > 0 && TrySocket(target[..length], out var inode))
            {
                inodes[count++] = inode;
            }
        }

        return count;
    }

    /// <summary>How many descriptors the folder has, by its entries: the way of kernels before Linux 6.2.</summary>
    internal static int Count(SafeFileDescriptor directory)
    {
        var buffer = _buffer ??= new byte[BufferLength];
        var count = 0;
        while ((int)LibC.getdents64(directory, buffer, buffer.Length) is > 0 and var filled)
        {
            var entries = new DirectoryEntries(buffer.AsSpan(0, filled));
            while (entries.NextNumber(out _))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>"socket:[12345]".</summary>
    internal static bool TrySocket(ReadOnlySpan<byte> target, out uint inode)
    {
        var prefix = "socket:["u8;
        inode = 0;
        return target.StartsWith(prefix) && target[^1] == (byte)']'
            && Utf8Parser.TryParse(target[prefix.Length..^1], out inode, out var parsed) && parsed == target.Length - prefix.Length - 1;
    }
}
