using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Kernel.Interop;

/// <summary><c>struct sockaddr_in</c> and <c>struct sockaddr_in6</c> (ip(7), ipv6(7)).</summary>
internal static class SocketAddress
{
    internal const int MaxLength = 28;

    private const int IPv4Length = 16;
    private const int PortOffset = 2;
    private const int IPv4AddressOffset = 4;
    private const int IPv6AddressOffset = 8;
    private const int ScopeOffset = 24;

    /// <summary>The address family.</summary>
    internal static int Family(IpAddress address) => address.IsIPv4 ? LibC.AF_INET : LibC.AF_INET6;

    /// <summary>Writes an address and a port and returns the length in bytes.</summary>
    internal static int Write(Span<byte> destination, IpAddress address, uint scope, ushort port)
    {
        destination[..MaxLength].Clear();
        MemoryMarshal.Write(destination, (ushort)Family(address));
        MemoryMarshal.Write(destination[PortOffset..], NetworkOrder.ToHost(port));
        address.WriteBytes(destination[(address.IsIPv4 ? IPv4AddressOffset : IPv6AddressOffset)..]);
        if (!address.IsIPv4)
        {
            MemoryMarshal.Write(destination[ScopeOffset..], scope);
        }

        return address.IsIPv4 ? IPv4Length : MaxLength;
    }

    /// <summary>Reads an address and a port.</summary>
    internal static (IpAddress Address, ushort Port) Read(ReadOnlySpan<byte> source)
    {
        var port = NetworkOrder.ToHost(MemoryMarshal.Read<ushort>(source[PortOffset..]));
        return MemoryMarshal.Read<ushort>(source) == LibC.AF_INET
            ? (IpAddress.FromBytes(source.Slice(IPv4AddressOffset, 4)), port)
            : (IpAddress.FromBytes(source.Slice(IPv6AddressOffset, 16)), port);
    }
}
