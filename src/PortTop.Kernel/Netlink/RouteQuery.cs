using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Netlink;

/// <summary>
/// Asks the kernel for the source address that its route to a target gives (rtnetlink(7), RTM_GETROUTE). Nothing is sent anywhere.
/// </summary>
/// <param name="open">Opens a channel to the kernel.</param>
internal sealed class RouteQuery(Func<INetlinkChannel> open)
{
    private const ushort RTM_NEWROUTE = 24;
    private const ushort RTM_GETROUTE = 26;
    private const ushort RTA_DST = 1;
    private const ushort RTA_OIF = 4;
    private const ushort RTA_PREFSRC = 7;
    private const int RouteLength = 12;
    private const int AttributeHeaderLength = 4;
    private const int MaxRequest = NetlinkMessage.HeaderLength + RouteLength + AttributeHeaderLength + 16 + AttributeHeaderLength + 4;

    /// <summary>The source address, null where there is no route or it gives none.</summary>
    internal IpAddress? Source(IpAddress target, uint scope)
    {
        try
        {
            using var channel = open();
            Span<byte> request = stackalloc byte[MaxRequest];
            channel.Send(request[..Write(request, target, scope)]);
            Span<byte> reply = stackalloc byte[4096];
            ReadOnlySpan<byte> datagram = reply[..channel.Receive(reply)];
            var message = NetlinkMessage.Take(ref datagram);
            return message.Type == RTM_NEWROUTE ? ReadSource(message.Payload) : null;
        }
        catch (NetlinkException)
        {
            return null;
        }
    }

    private static int Write(Span<byte> request, IpAddress target, uint scope)
    {
        request.Clear();
        var route = request[NetlinkMessage.HeaderLength..];
        route[0] = (byte)SocketAddress.Family(target);
        Span<byte> bytes = stackalloc byte[16];
        var addressLength = target.WriteBytes(bytes);
        route[1] = (byte)(8 * addressLength);
        var length = NetlinkMessage.HeaderLength + RouteLength;
        length += WriteAttribute(request[length..], RTA_DST, bytes[..addressLength]);
        if (scope != 0)
        {
            MemoryMarshal.Write(bytes, scope);
            length += WriteAttribute(request[length..], RTA_OIF, bytes[..sizeof(uint)]);
        }

        MemoryMarshal.Write(request, length);
        MemoryMarshal.Write(request[4..], RTM_GETROUTE);
        MemoryMarshal.Write(request[6..], NetlinkMessage.NLM_F_REQUEST);
        MemoryMarshal.Write(request[8..], 1u);
        return length;
    }

    private static int WriteAttribute(Span<byte> destination, ushort type, ReadOnlySpan<byte> value)
    {
        MemoryMarshal.Write(destination, (ushort)(AttributeHeaderLength + value.Length));
        MemoryMarshal.Write(destination[2..], type);
        value.CopyTo(destination[AttributeHeaderLength..]);
        return AttributeHeaderLength + value.Length;
    }

    private static IpAddress? ReadSource(ReadOnlySpan<byte> payload)
    {
        var rest = payload.Length > RouteLength ? payload[RouteLength..] : [];
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            if (attribute.Type == RTA_PREFSRC && attribute.Value.Length is (4 or 16))
            {
                return IpAddress.FromBytes(attribute.Value);
            }
        }

        return null;
    }
}
