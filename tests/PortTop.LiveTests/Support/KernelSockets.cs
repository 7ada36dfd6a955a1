using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace PortTop.LiveTests.Support;

/// <summary>What the kernel itself says of sockets, in /proc/net/tcp (proc(5)), without a line of PortTop's in between.</summary>
internal static class KernelSockets
{
    internal const string TimeWait = "06";

    /// <summary>USER_HZ, in which times are told.</summary>
    private const int TicksPerSecond = 100;

    /// <summary>
    /// SYN_RECV, FIN_WAIT1, LAST_ACK and CLOSING: over loopback each is over as soon as the other side's segment is worked on.
    /// </summary>
    private static readonly string[] Passing = ["03", "04", "09", "0B"];

    /// <summary>The TCP sockets of the thread's namespace, both families.</summary>
    internal static KernelSocket[] Read() => [.. ((string[])["tcp", "tcp6"])
        .SelectMany(static file => File.ReadLines("/proc/thread-self/net/" + file).Skip(1))
        .Select(static line => Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>Waits until no socket of the thread's namespace is between two states.</summary>
    internal static void Settle()
        => Deadline.Until(static () => !Read().Any(static socket => Passing.Contains(socket.State)), "sockets at rest");

    /// <summary>The sockets in TIME-WAIT towards an IPv4 address and port.</summary>
    internal static int CountTimeWait(this NetworkNamespace network, string address, int port)
    {
        // The address as the machine stores it: the bytes of the network read as one number.
        var number = BinaryPrimitives.ReadUInt32LittleEndian(IPAddress.Parse(address).GetAddressBytes());
        var remote = string.Create(CultureInfo.InvariantCulture, $"{number:X8}:{port:X4}");
        return network.Run(() => File.ReadLines("/proc/thread-self/net/tcp").Skip(1)
            .Count(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var to, var state, ..] && to == remote && state == TimeWait));
    }

    /// <summary>"0: 0100007F:9C40 0200007F:1F90 06 00000000:00000000 03:00001770 ..."</summary>
    private static KernelSocket Parse(string[] fields)
    {
        var when = fields[5].AsSpan(fields[5].IndexOf(':', StringComparison.Ordinal) + 1);
        var timer = TimeSpan.FromSeconds(Number(when) / (double)TicksPerSecond);
        return new KernelSocket(Endpoint(fields[1]), Endpoint(fields[2]), fields[3], timer);
    }

    private static IPEndPoint Endpoint(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var bytes = new byte[colon / 2];
        for (var word = 0; word < bytes.Length; word += sizeof(uint))
        {
            // Each four bytes as the machine stores them.
            BitConverter.TryWriteBytes(bytes.AsSpan(word), Number(text.AsSpan(word * 2, 2 * sizeof(uint))));
        }

        var address = new IPAddress(bytes);
        return new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, (int)Number(text.AsSpan(colon + 1)));
    }

    private static uint Number(ReadOnlySpan<char> digits) => uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
