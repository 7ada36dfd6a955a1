using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// The request of a dump. For TCP it is the old <c>TCPDIAG_GETSOCK</c> message (<c>struct inet_diag_req</c>), because only that one
/// covers IPv4 and IPv6 in one walk of the kernel's table; for UDP <c>SOCK_DIAG_BY_FAMILY</c> (<c>struct inet_diag_req_v2</c>).
/// </summary>
internal static class InetDiagRequest
{
    /// <summary>
    /// Established, closing and TIME-WAIT sockets: everything that holds a port but listeners (bit 10) and closed sockets (bit 7).
    /// </summary>
    internal const uint ConnectedStates = 0x1fff & ~ListenState & ~CloseState;

    /// <summary>Connected sockets but those in TIME-WAIT.</summary>
    internal const uint AliveStates = ConnectedStates & ~(1u << 6);

    /// <summary>Listeners.</summary>
    internal const uint ListenState = 1u << 10;

    /// <summary>Sockets without a connection: how bound TCP sockets and all but connected UDP sockets are reported.</summary>
    internal const uint CloseState = 1u << 7;

    /// <summary>
    /// TCP_BOUND_INACTIVE (Linux 6.8): bound, neither connected nor listening. Older kernels know no such bit and answer nothing.
    /// </summary>
    internal const uint BoundInactiveState = 1u << 13;

    /// <summary>Connected sockets, the state of connected UDP.</summary>
    internal const uint EstablishedState = 1u << 1;

    /// <summary>The type of the old request, and of its replies.</summary>
    internal const ushort TCPDIAG_GETSOCK = 18;

    /// <summary>The type of the request for one family, and of its replies.</summary>
    internal const ushort SOCK_DIAG_BY_FAMILY = 20;

    internal const int MaxLength = NetlinkMessage.HeaderLength + TcpRequestLength + AttributeHeaderLength + InetDiagBytecode.MaxLength;

    private const ushort INET_DIAG_REQ_BYTECODE = 1;
    private const byte IPPROTO_UDP = 17;
    private const int TcpRequestLength = 60;
    private const int TcpExtensionsOffset = NetlinkMessage.HeaderLength + 3;

    /// <summary>1 &lt;&lt; (INET_DIAG_INFO - 1).</summary>
    private const byte InfoExtension = 1 << 1;
    private const int TcpStatesOffset = NetlinkMessage.HeaderLength + 52;
    private const int UdpRequestLength = 56;
    private const int UdpStatesOffset = NetlinkMessage.HeaderLength + 4;
    private const int AttributeHeaderLength = 4;

    /// <summary>Writes the request and returns its length in bytes.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="sequence">The number that replies carry.</param>
    /// <param name="wanted">What is asked for.</param>
    internal static int Write(Span<byte> destination, uint sequence, DumpRequest wanted)
    {
        var isUdp = wanted.UdpFamily != 0;
        var body = NetlinkMessage.HeaderLength + (isUdp ? UdpRequestLength : TcpRequestLength);
        var length = body + AttributeHeaderLength + wanted.Bytecode.Length;
        var request = destination[..length];
        request.Clear();
        MemoryMarshal.Write(request, length);
        MemoryMarshal.Write(request[4..], isUdp ? SOCK_DIAG_BY_FAMILY : TCPDIAG_GETSOCK);
        MemoryMarshal.Write(request[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP));
        MemoryMarshal.Write(request[8..], sequence);
        if (isUdp)
        {
            request[NetlinkMessage.HeaderLength] = wanted.UdpFamily;
            request[NetlinkMessage.HeaderLength + 1] = IPPROTO_UDP;
        }

        request[TcpExtensionsOffset] |= wanted.WithInfo ? InfoExtension : (byte)0;
        MemoryMarshal.Write(request[(isUdp ? UdpStatesOffset : TcpStatesOffset)..], wanted.States);
        if (wanted.Bytecode.IsEmpty)
        {
            MemoryMarshal.Write(request, body);
            return body;
        }

        var attribute = request[body..];
        MemoryMarshal.Write(attribute, (ushort)(AttributeHeaderLength + wanted.Bytecode.Length));
        MemoryMarshal.Write(attribute[2..], INET_DIAG_REQ_BYTECODE);
        wanted.Bytecode.CopyTo(attribute[AttributeHeaderLength..]);
        return length;
    }
}
