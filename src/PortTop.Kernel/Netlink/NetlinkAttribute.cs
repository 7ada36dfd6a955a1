using System.Runtime.InteropServices;

namespace PortTop.Kernel.Netlink;

/// <summary>One attribute of a netlink message (netlink(7), <c>struct nlattr</c>), its length checked against what holds it.</summary>
internal readonly ref struct NetlinkAttribute
{
    private const int HeaderLength = 4;

    /// <summary>NLA_TYPE_MASK: the two bits above say that others lie within, or that the value is in network order.</summary>
    private const int TypeMask = 0x3fff;

    private NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
    {
        Type = type;
        Value = value;
    }

    internal ushort Type { get; }

    internal ReadOnlySpan<byte> Value { get; }

    /// <summary>Takes the first attribute off <paramref name="rest"/>; false where none is left.</summary>
    /// <exception cref="NetlinkException">It says a length that it cannot have.</exception>
    internal static bool TryTake(ref ReadOnlySpan<byte> rest, out NetlinkAttribute attribute)
    {
        attribute = default;
        if (rest.Length < HeaderLength)
        {
            return false;
        }

        int length = MemoryMarshal.Read<ushort>(rest);
        if (length < HeaderLength || length > rest.Length)
        {
            throw new NetlinkException($"a netlink attribute says {length} bytes where {rest.Length} are left");
        }

        attribute = new NetlinkAttribute((ushort)(MemoryMarshal.Read<ushort>(rest[2..]) & TypeMask), rest[HeaderLength..length]);
        rest = rest[Math.Min((length + 3) & ~3, rest.Length)..];
        return true;
    }
}
