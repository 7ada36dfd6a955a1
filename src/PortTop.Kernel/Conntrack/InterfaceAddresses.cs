using System.Runtime.InteropServices;
using System.Text;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>Asks the kernel for the addresses of the interfaces with their names and prefixes (rtnetlink(7), RTM_GETADDR, RTM_GETLINK).</summary>
/// <param name="open">Opens a channel of NETLINK_ROUTE.</param>
internal sealed class InterfaceAddresses(Func<INetlinkChannel> open)
{
    private const ushort RTM_NEWLINK = 16;
    private const ushort RTM_GETLINK = 18;
    private const ushort RTM_NEWADDR = 20;
    private const ushort RTM_GETADDR = 22;
    private const ushort IFLA_IFNAME = 3;
    private const ushort IFA_ADDRESS = 1;
    private const ushort IFA_LOCAL = 2;

    /// <summary><c>struct ifinfomsg</c> and <c>struct ifaddrmsg</c>, with the place of the index in either.</summary>
    private const int LinkLength = 16;
    private const int AddressLength = 8;
    private const int IndexOffset = 4;
    private const int BufferLength = 32 * 1024;

    private readonly Dictionary<uint, string> _names = [];
    private readonly List<NatInterface> _found = [];

    /// <summary>Reads them; none where the kernel refuses.</summary>
    internal IReadOnlyList<NatInterface> Read()
    {
        try
        {
            Dump(RTM_GETLINK, LinkLength);
            Dump(RTM_GETADDR, AddressLength);
            return _found.ToArray();
        }
        catch (NetlinkException)
        {
            return [];
        }
    }

    private void Dump(ushort type, int headerLength)
    {
        using var channel = open();
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
        var rest = payload[LinkLength..];
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            if (attribute.Type == IFLA_IFNAME)
            {
                _names[MemoryMarshal.Read<uint>(payload[IndexOffset..])] = MachineText.Clean(Encoding.UTF8.GetString(attribute.Value.TrimEnd((byte)0)));
            }
        }
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

        if ((local ?? address) is { } own && _names.TryGetValue(MemoryMarshal.Read<uint>(payload[IndexOffset..]), out var name))
        {
            _found.Add(new NatInterface(name, own, AddressRange.OfPrefix(own, payload[1])));
        }
    }
}
