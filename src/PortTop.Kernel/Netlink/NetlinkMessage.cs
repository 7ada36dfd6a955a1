using System.Runtime.InteropServices;

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

        var length = MemoryMarshal.Read<uint>(datagram);
        if (length < HeaderLength || length > (uint)datagram.Length)
        {
            throw new NetlinkException($"a netlink message says {length} bytes where {datagram.Length} are left");
        }

        var message = new NetlinkMessage(
            MemoryMarshal.Read<ushort>(datagram[4..]),
            MemoryMarshal.Read<ushort>(datagram[6..]),
            MemoryMarshal.Read<uint>(datagram[8..]),
            datagram[HeaderLength..(int)length]);
        datagram = datagram[Math.Min((int)Align(length), datagram.Length)..];
        return message;
    }

    /// <summary>
    /// The error number that an NLMSG_ERROR or NLMSG_DONE message carries, positive; 0 for none. A DONE may be without; an ERROR
    /// that makes no sense is an error all the same, because taken for an end it would show a whole table where there is none.
    /// </summary>
    /// <exception cref="NetlinkException">The message is cut off or holds no error number.</exception>
    internal int ErrorNumber()
    {
        if (Payload.Length < sizeof(int))
        {
            return Type == NLMSG_DONE ? 0 : throw new NetlinkException($"an error message was cut off after {Payload.Length} bytes");
        }

        var code = MemoryMarshal.Read<int>(Payload);
        return code switch
        {
            <= 0 and > int.MinValue => -code,
            > 0 when Type == NLMSG_DONE => 0,
            _ => throw new NetlinkException($"an error message holds the number {code}"),
        };
    }

    private static uint Align(uint length) => (length + 3) & ~3u;
}
