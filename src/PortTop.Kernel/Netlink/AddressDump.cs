using System.Runtime.InteropServices;
using System.Text;
using PortTop.Model;

namespace PortTop.Kernel.Netlink;

/// <summary>Asks the kernel for the addresses of all interfaces (rtnetlink(7), RTM_GETLINK and RTM_GETADDR).</summary>
internal sealed class AddressDump
{
    private const ushort RTM_NEWLINK = 16;
    private const ushort RTM_GETLINK = 18;
    private const ushort RTM_NEWADDR = 20;
    private const ushort RTM_GETADDR = 22;
    private const ushort IFLA_IFNAME = 3;
    private const ushort IFLA_OPERSTATE = 16;
    private const ushort IFA_ADDRESS = 1;
    private const ushort IFA_LOCAL = 2;

    /// <summary>The operational state of an interface that is down (RFC 2863, <c>include/uapi/linux/if.h</c>).</summary>
    private const byte IF_OPER_DOWN = 2;

    /// <summary>
    /// The lengths of <c>struct ifinfomsg</c> and <c>struct ifaddrmsg</c>, and where the index of the interface stands in both.
    /// </summary>
    private const int LinkLength = 16;
    private const int AddressLength = 8;
    private const int IndexOffset = 4;
    private const int BufferLength = 32 * 1024;

    private readonly Dictionary<uint, (string Name, bool IsDown)> _links = [];
    private readonly List<InterfaceAddress> _found = [];

    private AddressDump()
    {
    }

    /// <summary>Every address, none where the kernel refuses.</summary>
    /// <param name="open">Opens a channel of NETLINK_ROUTE.</param>
    internal static IReadOnlyList<InterfaceAddress> Read(Func<INetlinkChannel> open)
    {
        try
        {
            var dump = new AddressDump();
            using var channel = open();
            dump.Run(channel, RTM_GETLINK, LinkLength);
            dump.Run(channel, RTM_GETADDR, AddressLength);
            return dump._found;
        }
        catch (NetlinkException)
        {
            return [];
        }
    }

    private void Run(INetlinkChannel channel, ushort type, int headerLength)
    {
        Span<byte> request = stackalloc byte[NetlinkMessage.HeaderLength + LinkLength];
        request.Clear();
        request = request[..(NetlinkMessage.HeaderLength + headerLength)];
        MemoryMarshal.Write(request, request.Length);
        MemoryMarshal.Write(request[4..], type);
        MemoryMarshal.Write(request[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP));
        MemoryMarshal.Write(request[8..], (uint)type);
        channel.Send(request);
        var buffer = new byte[BufferLength];
        while (Take(buffer.AsSpan(0, channel.Receive(buffer))))
        {
        }
    }

    /// <summary>False when the dump is at its end.</summary>
    private bool Take(ReadOnlySpan<byte> datagram)
    {
        while (!datagram.IsEmpty)
        {
            var message = NetlinkMessage.Take(ref datagram);
            switch (message.Type)
            {
                case NetlinkMessage.NLMSG_DONE or NetlinkMessage.NLMSG_ERROR:
                    return false;
                case RTM_NEWLINK when message.Payload.Length >= LinkLength:
                    TakeLink(message.Payload);
                    break;
                case RTM_NEWADDR when message.Payload.Length >= AddressLength:
                    TakeAddress(message.Payload);
                    break;
            }
        }

        return true;
    }

    private void TakeLink(ReadOnlySpan<byte> payload)
    {
        var (name, isDown) = (string.Empty, false);
        var rest = payload[LinkLength..];
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            (name, isDown) = attribute.Type switch
            {
                IFLA_IFNAME => (MachineText.Clean(Encoding.UTF8.GetString(attribute.Value.TrimEnd((byte)0))), isDown),
                IFLA_OPERSTATE => (name, attribute.Value is [IF_OPER_DOWN, ..]),
                _ => (name, isDown),
            };
        }

        _links[MemoryMarshal.Read<uint>(payload[IndexOffset..])] = (name, isDown);
    }

    private void TakeAddress(ReadOnlySpan<byte> payload)
    {
        IpAddress? local = null;
        IpAddress? address = null;
        var rest = payload[AddressLength..];
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            if (attribute.Value.Length is not (4 or 16))
            {
                continue;
            }

            // Of a point-to-point interface IFA_ADDRESS is the peer's.
            (local, address) = attribute.Type switch
            {
                IFA_LOCAL => (IpAddress.FromBytes(attribute.Value), address),
                IFA_ADDRESS => (local, IpAddress.FromBytes(attribute.Value)),
                _ => (local, address),
            };
        }

        if ((local ?? address) is { } own)
        {
            var index = MemoryMarshal.Read<uint>(payload[IndexOffset..]);
            var (name, isDown) = _links.GetValueOrDefault(index, (string.Empty, false));
            _found.Add(new InterfaceAddress(index, name, isDown, own, payload[1]));
        }
    }
}
