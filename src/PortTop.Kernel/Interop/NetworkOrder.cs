using System.Buffers.Binary;

namespace PortTop.Kernel.Interop;

/// <summary>Numbers that the kernel gives in network order, big end first (byteorder(3)).</summary>
internal static class NetworkOrder
{
    internal static ushort ToHost(ushort value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    internal static uint ToHost(uint value) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;
}
