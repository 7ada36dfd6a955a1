using System.Buffers.Text;
using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Kernel.Procfs;

/// <summary>
/// Reads one line of <c>/proc/net/tcp</c>, <c>tcp6</c>, <c>udp</c> or <c>udp6</c> (proc(5); <c>get_tcp4_sock</c> in
/// <c>net/ipv4/tcp_ipv4.c</c>).
/// </summary>
internal static class ProcNetLine
{
    /// <summary>Timers are given in clock ticks of USER_HZ, which is 100 on every machine.</summary>
    private const uint MillisecondsPerTick = 10;

    /// <summary>Another one in each run, so that nobody outside can choose addresses that collide.</summary>
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    /// <summary>
    /// Reads <c>sl local remote st tx:rx tr:when retrnsmt uid timeout inode …</c>; false for the heading and for anything malformed.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<byte> line, out SocketRow row)
    {
        row = default;
        if (!TryField(ref line, out var slot) || slot[^1] != (byte)':'
            || !TryField(ref line, out var local) || !TryEndpoint(local, out var source, out var sourcePort)
            || !TryField(ref line, out var remote) || !TryEndpoint(remote, out var destination, out var destinationPort)
            || !TryField(ref line, out var stateText) || !TryHex(stateText, out var state)
            || !TryField(ref line, out var queues) || !TryHexPair(queues, out var sendQueue, out var receiveQueue)
            || !TryField(ref line, out var timers) || !TryHexPair(timers, out var timer, out var ticks)
            || !TryField(ref line, out _)
            || !TryField(ref line, out var userText) || !TryDecimal(userText, out var user)
            || !TryField(ref line, out _)
            || !TryField(ref line, out var inodeText) || !TryDecimal(inodeText, out var inode))
        {
            return false;
        }

        row = new SocketRow
        {
            Identity = Identify(source, sourcePort, destination, destinationPort),
            Source = source,
            Destination = destination,
            SourcePort = sourcePort,
            DestinationPort = destinationPort,
            State = (TcpState)(byte)state,
            Timer = (byte)timer,
            ExpiresMilliseconds = (uint)Math.Min((ulong)ticks * MillisecondsPerTick, uint.MaxValue),
            SendQueue = sendQueue,
            ReceiveQueue = receiveQueue,
            UserId = user,
            Inode = inode,
        };
        return true;
    }

    /// <summary>
    /// There is no cookie here: the four-tuple tells sockets apart, so a port that is used again at once looks like the same socket.
    /// </summary>
    private static ulong Identify(IpAddress source, ushort sourcePort, IpAddress destination, ushort destinationPort)
    {
        var identity = IpAddress.Mix(destination.Hash(source.Hash(Seed)), ((uint)sourcePort << 16) | destinationPort);
        return identity == 0 ? 1 : identity;
    }

    private static bool TryField(ref ReadOnlySpan<byte> line, out ReadOnlySpan<byte> field)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        field = end < 0 ? line : line[..end];
        line = line[field.Length..];
        return !field.IsEmpty;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, out uint value)
        => Utf8Parser.TryParse(text, out value, out var consumed, 'x') && consumed == text.Length;

    private static bool TryDecimal(ReadOnlySpan<byte> text, out uint value)
        => Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length;

    private static bool TryHexPair(ReadOnlySpan<byte> text, out uint first, out uint second)
    {
        second = 0;
        first = 0;
        var colon = text.IndexOf((byte)':');
        return colon > 0 && TryHex(text[..colon], out first) && TryHex(text[(colon + 1)..], out second);
    }

    /// <summary>
    /// Each 32-bit word of the address is printed as the machine holds it, so on a little-endian one its bytes come reversed.
    /// </summary>
    private static bool TryEndpoint(ReadOnlySpan<byte> text, out IpAddress address, out ushort port)
    {
        address = default;
        port = 0;
        var colon = text.IndexOf((byte)':');
        if (colon is not (8 or 32) || !TryHex(text[(colon + 1)..], out var portValue) || portValue > ushort.MaxValue)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        for (var word = 0; word < colon / 8; word++)
        {
            if (!TryHex(text.Slice(8 * word, 8), out var value))
            {
                return false;
            }

            MemoryMarshal.Write(bytes[(4 * word)..], value);
        }

        address = IpAddress.FromBytes(bytes[..(colon / 2)]);
        port = (ushort)portValue;
        return true;
    }
}
