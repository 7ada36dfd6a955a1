using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// <c>struct inet_diag_msg</c> of <c>include/uapi/linux/inet_diag.h</c>: one socket. Ports and addresses are in network order,
/// all else in the machine's.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Length)]
internal readonly struct InetDiagMessage
{
    internal const int Length = 72;

    [FieldOffset(0)]
    private readonly byte _family;

    [FieldOffset(1)]
    private readonly byte _state;

    [FieldOffset(2)]
    private readonly byte _timer;

    [FieldOffset(4)]
    private readonly ushort _sourcePort;

    [FieldOffset(6)]
    private readonly ushort _destinationPort;

    [FieldOffset(8)]
    private readonly Ipv6Words _source;

    [FieldOffset(24)]
    private readonly Ipv6Words _destination;

    [FieldOffset(40)]
    private readonly uint _interface;

    [FieldOffset(44)]
    private readonly uint _cookieLow;

    [FieldOffset(48)]
    private readonly uint _cookieHigh;

    [FieldOffset(52)]
    private readonly uint _expires;

    [FieldOffset(56)]
    private readonly uint _receiveQueue;

    [FieldOffset(60)]
    private readonly uint _sendQueue;

    [FieldOffset(64)]
    private readonly uint _userId;

    [FieldOffset(68)]
    private readonly uint _inode;

    /// <summary>The state as a bit of a state mask.</summary>
    internal uint StateBit => _state < 32 ? 1u << _state : 0;

    /// <summary>True for the two families that have source ports of this kind.</summary>
    internal bool IsInternet => _family is LibC.AF_INET or LibC.AF_INET6;

    /// <summary>The socket in the words of the model.</summary>
    internal SocketRow ToRow(InetDiagAttributes attributes) => new()
    {
        Identity = ((ulong)_cookieHigh << 32) | _cookieLow,
        Source = Address(_source),
        Destination = Address(_destination),
        SourcePort = NetworkOrder.ToHost(_sourcePort),
        DestinationPort = NetworkOrder.ToHost(_destinationPort),
        State = (TcpState)_state,
        Interface = _interface,
        Timer = _timer,
        ExpiresMilliseconds = _expires,
        ReceiveQueue = _receiveQueue,
        SendQueue = _sendQueue,
        UserId = _userId,
        Inode = _inode,
        IsProvenAutobind = attributes.IsBindAddressNoPort,
        IsIPv6Only = attributes.IsIPv6Only,
    };

    private IpAddress Address(Ipv6Words words) => _family == LibC.AF_INET
        ? IpAddress.FromIPv4(NetworkOrder.ToHost(words.First))
        : IpAddress.FromIPv6(words.High, words.Low);

    /// <summary>Four words in network order; IPv4 uses the first alone. Aligned to four bytes, as the kernel has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Ipv6Words
    {
        private readonly uint _w0;
        private readonly uint _w1;
        private readonly uint _w2;
        private readonly uint _w3;

        internal uint First => _w0;

        internal ulong High => Join(_w0, _w1);

        internal ulong Low => Join(_w2, _w3);

        private static ulong Join(uint high, uint low)
            => ((ulong)NetworkOrder.ToHost(high) << 32) | NetworkOrder.ToHost(low);
    }
}
