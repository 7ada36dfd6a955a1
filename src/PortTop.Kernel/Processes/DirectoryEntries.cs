using System.Runtime.InteropServices;

namespace PortTop.Kernel.Processes;

/// <summary>What getdents64(2) fills a buffer with: u64 inode, s64 offset, u16 length, u8 type, the name with a NUL.</summary>
/// <param name="filled">The filled part of the buffer.</param>
internal ref struct DirectoryEntries(ReadOnlySpan<byte> filled)
{
    private const int LengthOffset = 16;
    private const int NameOffset = 19;

    private ReadOnlySpan<byte> _rest = filled;

    /// <summary>The name of the current entry with its NUL.</summary>
    internal ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Goes to the next entry whose name is a number; false at the end.</summary>
    internal bool NextNumber(out int number)
    {
        while (_rest.Length > NameOffset)
        {
            int length = MemoryMarshal.Read<ushort>(_rest[LengthOffset..]);
            if (length <= NameOffset || length > _rest.Length)
            {
                break;
            }

            var name = _rest[NameOffset..length];
            _rest = _rest[length..];
            var end = name.IndexOf((byte)0);
            if (end > 0 && System.Buffers.Text.Utf8Parser.TryParse(name[..end], out number, out var parsed) && parsed == end)
            {
                Name = name[..(end + 1)];
                return true;
            }
        }

        number = 0;
        return false;
    }
}
