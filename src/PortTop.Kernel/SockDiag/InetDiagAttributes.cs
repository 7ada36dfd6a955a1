using System.Runtime.InteropServices;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// The attributes behind a socket that say how it was bound (<c>inet_diag_msg_attrs_fill</c> in <c>net/ipv4/inet_diag.c</c>). The kernel
/// sends them unasked; TIME-WAIT sockets have none.
/// </summary>
internal readonly struct InetDiagAttributes
{
    private const int HeaderLength = 4;
    private const ushort INET_DIAG_INFO = 2;
    private const ushort INET_DIAG_SKV6ONLY = 11;
    private const ushort INET_DIAG_SOCKOPT = 22;

    /// <summary>The place of <c>tcpi_last_ack_recv</c> in <c>struct tcp_info</c> (<c>include/uapi/linux/tcp.h</c>).</summary>
    private const int LastHeardOffset = 56;

    /// <summary>
    /// The bit of <c>bind_address_no_port</c> in the second byte of <c>struct inet_diag_sockopt</c>: bit-fields begin at the machine's own
    /// end.
    /// </summary>
    private static readonly byte BindAddressNoPort = (byte)(BitConverter.IsLittleEndian ? 0x01 : 0x80);

    private InetDiagAttributes(bool isBindAddressNoPort, bool? isIPv6Only)
    {
        IsBindAddressNoPort = isBindAddressNoPort;
        IsIPv6Only = isIPv6Only;
    }

    /// <summary>IP_BIND_ADDRESS_NO_PORT is set (ip(7)).</summary>
    internal bool IsBindAddressNoPort { get; }

    /// <summary>IPV6_V6ONLY is set (ipv6(7)); told of listeners and of sockets without a connection.</summary>
    internal bool? IsIPv6Only { get; }

    /// <summary>Reads what follows a socket. What is cut off or makes no sense ends the reading: nothing beyond it is known.</summary>
    internal static InetDiagAttributes Read(ReadOnlySpan<byte> attributes)
    {
        var isBindAddressNoPort = false;
        bool? isIPv6Only = null;
        while (attributes.Length >= HeaderLength)
        {
            ref readonly var header = ref MemoryMarshal.AsRef<Header>(attributes);
            int length = header.Length;
            if (length < HeaderLength || length > attributes.Length)
            {
                break;
            }

            var type = header.Type;
            if (type == INET_DIAG_SOCKOPT && length >= HeaderLength + 2)
            {
                isBindAddressNoPort = (attributes[HeaderLength + 1] & BindAddressNoPort) != 0;
            }
            else if (type == INET_DIAG_SKV6ONLY && length > HeaderLength)
            {
                isIPv6Only = attributes[HeaderLength] != 0;
            }

            attributes = attributes[Math.Min((length + 3) & ~3, attributes.Length)..];
        }

        return new InetDiagAttributes(isBindAddressNoPort, isIPv6Only);
    }

    /// <summary>
    /// Milliseconds since the peer was last heard from; 0 where <c>INET_DIAG_INFO</c> is not among them. Apart, because only the dump of
    /// one pool asks for it.
    /// </summary>
    internal static uint ReadSilence(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= HeaderLength)
        {
            ref readonly var header = ref MemoryMarshal.AsRef<Header>(attributes);
            int length = header.Length;
            if (length < HeaderLength || length > attributes.Length)
            {
                break;
            }

            if (header.Type == INET_DIAG_INFO && length >= HeaderLength + LastHeardOffset + sizeof(uint))
            {
                return MemoryMarshal.Read<uint>(attributes[(HeaderLength + LastHeardOffset)..]);
            }

            attributes = attributes[Math.Min((length + 3) & ~3, attributes.Length)..];
        }

        return 0;
    }

    /// <summary><c>struct nlattr</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Header
    {
        internal readonly ushort Length;
        internal readonly ushort Type;
    }
}
