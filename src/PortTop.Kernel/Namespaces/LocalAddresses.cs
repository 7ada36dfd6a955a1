using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>The addresses of a network namespace (rtnetlink(7), RTM_GETLINK and RTM_GETADDR).</summary>
internal static class LocalAddresses
{
    private const ushort RTM_NEWLINK = 16;
    private const ushort RTM_GETLINK = 18;
    private const ushort RTM_NEWADDR = 20;
    private const ushort RTM_GETADDR = 22;
    private const ushort IFLA_OPERSTATE = 16;
    private const ushort IFA_ADDRESS = 1;
    private const ushort IFA_LOCAL = 2;

    /// <summary>The operational state of an interface that is down (RFC 2863, <c>include/uapi/linux/if.h</c>).</summary>
    private const byte IF_OPER_DOWN = 2;

    /// <summary>The lengths of <c>struct ifinfomsg</c> and <c>struct ifaddrmsg</c>, and where the index of the interface stands in both.</summary>
    private const int LinkLength = 16;
    private const int AddressLength = 8;
    private const int IndexOffset = 4;
    private const int BufferLength = 32 * 1024;

    /// <summary>Every address of an interface that is not down; none where they cannot be read.</summary>
    internal static IReadOnlyList<LocalAddress> Read(INamespaceEntrance entrance)
    {
        try
        {
            using var channel = entrance.OpenNetlink(LibC.NETLINK_ROUTE);
            var down = new HashSet<uint>();
            Dump(channel, RTM_GETLINK, RTM_NEWLINK, LinkLength, (payload, index) =>
            {
                if (Attribute(payload[LinkLength..], IFLA_OPERSTATE) is [IF_OPER_DOWN, ..])
                {
                    _ = down.Add(index);
                }
            });
            var addresses = new List<LocalAddress>();
            Dump(channel, RTM_GETADDR, RTM_NEWADDR, AddressLength, (payload, index) =>
            {
                // Of a point-to-point link IFA_ADDRESS is the other end.
                var attributes = payload[AddressLength..];
                var bytes = Attribute(attributes, IFA_LOCAL) is { Length: > 0 } local ? local : Attribute(attributes, IFA_ADDRESS);
                if (bytes.Length is 4 or 16 && !down.Contains(index))
                {
                    addresses.Add(new LocalAddress(IpAddress.FromBytes(bytes), index));
                }
            });
            return addresses;
        }
        catch (NetlinkException)
        {
            return [];
        }
    }

    private delegate void MessageTaker(ReadOnlySpan<byte> payload, uint index);

    private static void Dump(INetlinkChannel channel, ushort request, ushort answer, int length, MessageTaker take)
    {
        Span<byte> message = stackalloc byte[NetlinkMessage.HeaderLength + LinkLength];
        message.Clear();
        MemoryMarshal.Write(message, message.Length);
        MemoryMarshal.Write(message[4..], request);
        MemoryMarshal.Write(message[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP));
        MemoryMarshal.Write(message[8..], (uint)request);
        channel.Send(message);
        var buffer = new byte[BufferLength];
        while (true)
        {
            ReadOnlySpan<byte> datagram = buffer.AsSpan(0, channel.Receive(buffer));
            while (!datagram.IsEmpty)
            {
                var part = NetlinkMessage.Take(ref datagram);
                if (part.Type is NetlinkMessage.NLMSG_DONE or NetlinkMessage.NLMSG_ERROR)
                {
                    return;
                }

                if (part.Type == answer && part.Payload.Length >= length)
                {
                    take(part.Payload, MemoryMarshal.Read<uint>(part.Payload[IndexOffset..]));
                }
            }
        }
    }

    /// <summary>The value of an attribute (<c>struct rtattr</c>), empty where there is none.</summary>
    private static ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> attributes, ushort wanted)
    {
        const int HeaderLength = 4;
        while (attributes.Length >= HeaderLength)
        {
            int length = MemoryMarshal.Read<ushort>(attributes);
            if (length < HeaderLength || length > attributes.Length)
            {
                break;
            }

            if (MemoryMarshal.Read<ushort>(attributes[2..]) == wanted)
            {
                return attributes[HeaderLength..length];
            }

            attributes = attributes[Math.Min((length + 3) & ~3, attributes.Length)..];
        }

        return [];
    }
}
