using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace PortTop.LiveTests.Support;

/// <summary>What the kernel itself says of sockets, in /proc/net/tcp (proc(5)), without a line of PortTop's in between.</summary>
internal static class KernelSockets
{
    private const string TimeWait = "06";

    /// <summary>SYN_RECV, FIN_WAIT1, LAST_ACK and CLOSING: over loopback each is over as soon as the other side's segment is worked on.</summary>
    private static readonly string[] Passing = ["03", "04", "09", "0B"];

    /// <summary>Waits until no socket of the thread's namespace is between two states.</summary>
    internal static void Settle() => Deadline.Until(
        static () => !((string[])["tcp", "tcp6"]).SelectMany(static file => File.ReadLines("/proc/thread-self/net/" + file).Skip(1))
            .Any(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var state, ..] && Passing.Contains(state)),
        "sockets at rest");

    /// <summary>The sockets in TIME-WAIT towards an IPv4 address and port.</summary>
    internal static int CountTimeWait(this NetworkNamespace network, string address, int port)
    {
        // The address as the machine stores it: the bytes of the network read as one number.
        var number = BinaryPrimitives.ReadUInt32LittleEndian(IPAddress.Parse(address).GetAddressBytes());
        var remote = string.Create(CultureInfo.InvariantCulture, $"{number:X8}:{port:X4}");
        return network.Run(() => File.ReadLines("/proc/thread-self/net/tcp").Skip(1)
            .Count(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var to, var state, ..] && to == remote && state == TimeWait));
    }
}
