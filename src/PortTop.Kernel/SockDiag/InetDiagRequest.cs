using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// The request of a TCP dump over both families. It is the old <c>TCPDIAG_GETSOCK</c> message (<c>struct inet_diag_req</c>),
/// because only that one covers IPv4 and IPv6 in one walk of the kernel's table.
/// </summary>
internal static class InetDiagRequest
{
    /// <summary>Established, closing and TIME-WAIT sockets: everything that holds a port but listeners (bit 10) and closed sockets (bit 7).</summary>
    internal const uint ConnectedStates = 0x1fff & ~(1u << 10) & ~(1u << 7);

    /// <summary>Listeners.</summary>
    internal const uint ListenState = 1u << 10;

    internal const int MaxLength = HeaderAndRequestLength + AttributeHeaderLength + InetDiagBytecode.MaxLength;

    private const ushort TCPDIAG_GETSOCK = 18;
    private const ushort INET_DIAG_REQ_BYTECODE = 1;
    private const int StatesOffset = NetlinkMessage.HeaderLength + 52;
    private const int HeaderAndRequestLength = NetlinkMessage.HeaderLength + 60;
    private const int AttributeHeaderLength = 4;

    /// <summary>Writes the request and returns its length in bytes.</summary>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="sequence">The number that replies carry.</param>
    /// <param name="states">A bit for each state wanted.</param>
    /// <param name="bytecode">The filter that the kernel runs on each socket.</param>
    internal static int Write(Span<byte> destination, uint sequence, uint states, ReadOnlySpan<byte> bytecode)
    {
        var length = HeaderAndRequestLength + AttributeHeaderLength + bytecode.Length;
        var request = destination[..length];
        request.Clear();
        MemoryMarshal.Write(request, length);
        MemoryMarshal.Write(request[4..], TCPDIAG_GETSOCK);
        MemoryMarshal.Write(request[6..], (ushort)(NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP));
        MemoryMarshal.Write(request[8..], sequence);
        MemoryMarshal.Write(request[StatesOffset..], states);
        var attribute = request[HeaderAndRequestLength..];
        MemoryMarshal.Write(attribute, (ushort)(AttributeHeaderLength + bytecode.Length));
        MemoryMarshal.Write(attribute[2..], INET_DIAG_REQ_BYTECODE);
        bytecode.CopyTo(attribute[AttributeHeaderLength..]);
        return length;
    }
}
