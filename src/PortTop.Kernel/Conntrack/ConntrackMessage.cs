using System.Buffers.Binary;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Reads an entry of the connection tracking table out of a message of ctnetlink
/// (<c>include/uapi/linux/netfilter/nfnetlink_conntrack.h</c>). Ports, status and zone are in network order, attributes lie in each other.
/// </summary>
internal static class ConntrackMessage
{
    /// <summary><c>struct nfgenmsg</c>: family, version, res_id.</summary>
    private const int HeaderLength = 4;

    private const ushort CTA_TUPLE_ORIG = 1;
    private const ushort CTA_TUPLE_REPLY = 2;
    private const ushort CTA_STATUS = 3;
    private const ushort CTA_PROTOINFO = 4;
    private const ushort CTA_ZONE = 18;
    private const ushort CTA_TUPLE_IP = 1;
    private const ushort CTA_TUPLE_PROTO = 2;
    private const ushort CTA_TUPLE_ZONE = 3;
    private const ushort CTA_IP_V4_SRC = 1;
    private const ushort CTA_IP_V4_DST = 2;
    private const ushort CTA_IP_V6_SRC = 3;
    private const ushort CTA_IP_V6_DST = 4;
    private const ushort CTA_PROTO_NUM = 1;
    private const ushort CTA_PROTO_SRC_PORT = 2;
    private const ushort CTA_PROTO_DST_PORT = 3;
    private const ushort CTA_PROTOINFO_TCP = 1;
    private const ushort CTA_PROTOINFO_TCP_STATE = 1;
    private const uint IPS_SRC_NAT = 0x10;

    /// <summary>Reads the entry; false for one that is neither TCP nor UDP, or lacks an end.</summary>
    /// <exception cref="NetlinkException">An attribute has an impossible length.</exception>
    internal static bool TryRead(ReadOnlySpan<byte> payload, out TrackedFlow flow)
    {
        flow = default;
        if (payload.Length < HeaderLength)
        {
            throw new NetlinkException($"an entry of the connection tracking table was cut off after {payload.Length} bytes");
        }

        Tuple original = default;
        Tuple reply = default;
        uint status = 0;
        ushort zone = 0;
        byte state = 0;
        var rest = payload[HeaderLength..];
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            switch (attribute.Type)
            {
                case CTA_TUPLE_ORIG:
                    original.Read(attribute.Value);
                    break;
                case CTA_TUPLE_REPLY:
                    reply.Read(attribute.Value);
                    break;
                case CTA_STATUS when attribute.Value.Length >= sizeof(uint):
                    status = BinaryPrimitives.ReadUInt32BigEndian(attribute.Value);
                    break;
                case CTA_ZONE when attribute.Value.Length >= sizeof(ushort):
                    zone = BinaryPrimitives.ReadUInt16BigEndian(attribute.Value);
                    break;
                case CTA_PROTOINFO:
                    state = ReadState(attribute.Value);
                    break;
            }
        }

        if (!original.IsWhole || !reply.IsWhole || original.Protocol is not ((byte)Protocol.Tcp or (byte)Protocol.Udp))
        {
            return false;
        }

        flow = new TrackedFlow((Protocol)original.Protocol, original.Ends, reply.Ends)
        {
            State = original.Protocol == (byte)Protocol.Udp ? TcpState.Established : ConntrackState.Of(state),
            OriginalZone = original.Zone ?? zone,
            ReplyZone = reply.Zone ?? zone,
            IsMarkedTranslated = (status & IPS_SRC_NAT) != 0,
        };
        return true;
    }

    private static byte ReadState(ReadOnlySpan<byte> rest)
    {
        while (NetlinkAttribute.TryTake(ref rest, out var attribute))
        {
            if (attribute.Type == CTA_PROTOINFO_TCP)
            {
                var inner = attribute.Value;
                while (NetlinkAttribute.TryTake(ref inner, out var field))
                {
                    if (field.Type == CTA_PROTOINFO_TCP_STATE && field.Value.Length > 0)
                    {
                        return field.Value[0];
                    }
                }
            }
        }

        return 0;
    }

    /// <summary>One direction while it is read.</summary>
    private struct Tuple
    {
        private IpAddress _source;
        private IpAddress _destination;
        private ushort _sourcePort;
        private ushort _destinationPort;
        private int _found;

        internal byte Protocol { get; private set; }

        /// <summary>A zone of this direction alone, null for none.</summary>
        internal ushort? Zone { get; private set; }

        /// <summary>Both addresses, both ports and the protocol were there.</summary>
        internal readonly bool IsWhole => _found == 0b11111;

        internal readonly FlowTuple Ends => new(_source, _sourcePort, _destination, _destinationPort);

        internal void Read(ReadOnlySpan<byte> rest)
        {
            while (NetlinkAttribute.TryTake(ref rest, out var attribute))
            {
                switch (attribute.Type)
                {
                    case CTA_TUPLE_IP:
                        ReadAddresses(attribute.Value);
                        break;
                    case CTA_TUPLE_PROTO:
                        ReadPorts(attribute.Value);
                        break;
                    case CTA_TUPLE_ZONE when attribute.Value.Length >= sizeof(ushort):
                        Zone = BinaryPrimitives.ReadUInt16BigEndian(attribute.Value);
                        break;
                }
            }
        }

        private void ReadAddresses(ReadOnlySpan<byte> rest)
        {
            while (NetlinkAttribute.TryTake(ref rest, out var attribute))
            {
                var isSource = attribute.Type is CTA_IP_V4_SRC or CTA_IP_V6_SRC;
                if (attribute.Value.Length != (attribute.Type is CTA_IP_V4_SRC or CTA_IP_V4_DST ? 4 : 16) || attribute.Type is 0 or > CTA_IP_V6_DST)
                {
                    continue;
                }

                var address = IpAddress.FromBytes(attribute.Value);
                if (isSource)
                {
                    _source = address;
                }
                else
                {
                    _destination = address;
                }

                _found |= isSource ? 1 : 2;
            }
        }

        private void ReadPorts(ReadOnlySpan<byte> rest)
        {
            while (NetlinkAttribute.TryTake(ref rest, out var attribute))
            {
                switch (attribute.Type)
                {
                    case CTA_PROTO_NUM when attribute.Value.Length > 0:
                        Protocol = attribute.Value[0];
                        _found |= 4;
                        break;
                    case CTA_PROTO_SRC_PORT when attribute.Value.Length >= sizeof(ushort):
                        _sourcePort = BinaryPrimitives.ReadUInt16BigEndian(attribute.Value);
                        _found |= 8;
                        break;
                    case CTA_PROTO_DST_PORT when attribute.Value.Length >= sizeof(ushort):
                        _destinationPort = BinaryPrimitives.ReadUInt16BigEndian(attribute.Value);
                        _found |= 16;
                        break;
                }
            }
        }
    }
}
