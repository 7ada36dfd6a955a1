using System.Buffers.Binary;

namespace PortTop.Kernel.Netlink;

/// <summary>One message of a netlink datagram (netlink(7), struct nlmsghdr), its length checked against the datagram.</summary>
internal readonly ref struct NetlinkMessage
{
    internal const int HeaderLength = 16;
    internal const ushort NLMSG_NOOP = 1;
    internal const ushort NLMSG_ERROR = 2;
    internal const ushort NLMSG_DONE = 3;
    internal const ushort NLMSG_OVERRUN = 4;
    internal const ushort NLM_F_REQUEST = 0x001;
    internal const ushort NLM_F_DUMP_INTR = 0x010;
    internal const ushort NLM_F_DUMP = 0x300;

    private NetlinkMessage(ushort type, ushort flags, uint sequence, ReadOnlySpan<byte> payload)
    {
        Type = type;
        Flags = flags;
        Sequence = sequence;
        Payload = payload;
    }

    internal ushort Type { get; }

    internal ushort Flags { get; }

    internal uint Sequence { get; }

    internal ReadOnlySpan<byte> Payload { get; }

    /// <summary>Takes the first message off <paramref name="datagram"/>.</summary>
    /// <exception cref="NetlinkException">The datagram ends within the message, or its length field is impossible.</exception>
    internal static NetlinkMessage Take(ref ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < HeaderLength)
        {
            throw new NetlinkException($"a netlink header was cut off after {datagram.Length} bytes");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(datagram);
        if (length < HeaderLength || length > (uint)datagram.Length)
        {
            throw new NetlinkException($"a netlink message says {length} bytes where {datagram.Length} are left");
        }

        var message = new NetlinkMessage(
            BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(datagram[8..]),
            datagram[HeaderLength..(int)length]);
        datagram = datagram[Math.Min((int)Align(length), datagram.Length)..];
        return message;
    }

    /// <summary>The error number that an NLMSG_ERROR or NLMSG_DONE message carries, positive; 0 for none.</summary>
    internal int ErrorNumber()
    {
        if (Payload.Length < 4)
        {
            return 0;
        }

        var code = BinaryPrimitives.ReadInt32LittleEndian(Payload);
        return code < 0 && code != int.MinValue ? -code : 0;
    }

    private static uint Align(uint length) => (length + 3) & ~3u;
}
