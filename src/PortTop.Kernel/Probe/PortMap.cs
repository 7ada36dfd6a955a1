using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Finds the ports that are held against every target, port by port, whatever the kernel otherwise tells of them: a connect() that sends
/// nothing, from 127.0.0.1 to a port of it towards which there is no connection, allowed one port alone (IP_LOCAL_PORT_RANGE, Linux 6.3).
/// </summary>
public static class PortMap
{
    private static readonly IpAddress Loopback = IpAddress.FromIPv4(0x7f00_0001);

    /// <summary>Asks for every port.</summary>
    /// <param name="probe">Tells whether asking is safe.</param>
    /// <param name="settings">The range; reserved ports are given to nobody and are not asked for.</param>
    /// <param name="freePort">A port of 127.0.0.1 towards which 127.0.0.1 has no connection.</param>
    /// <returns>The ports that are held.</returns>
    /// <exception cref="SourceException">The kernel cannot be asked here, or gave an answer that says nothing.</exception>
    public static PortSet Read(SourcePortProbe probe, PortSettings settings, ushort freePort)
    {
        if (probe.WhyUnsafe() is { } reason)
        {
            throw new SourceException(reason);
        }

        var held = new PortSet();
        for (int port = settings.Range.Low; port <= settings.Range.High; port++)
        {
            if (!settings.Reserved.Contains((ushort)port) && IsHeld((ushort)port, freePort))
            {
                held.Add((ushort)port);
            }
        }

        return held;
    }

    private static bool IsHeld(ushort port, ushort freePort)
    {
        using var socket = LibC.socket(LibC.AF_INET, LibC.SOCK_STREAM | LibC.SOCK_CLOEXEC, 0);
        if (socket.IsInvalid)
        {
            throw Failure("opening a socket");
        }

        Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_CONNECT, 1, "TCP_FASTOPEN_CONNECT");
        Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_NO_COOKIE, 1, "TCP_FASTOPEN_NO_COOKIE");
        Set(socket, LibC.IPPROTO_IP, LibC.IP_BIND_ADDRESS_NO_PORT, 1, "IP_BIND_ADDRESS_NO_PORT");
        Set(socket, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, ((uint)port << 16) | port, "IP_LOCAL_PORT_RANGE, which Linux 6.3 brought");
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        if (LibC.bind(socket, address, SocketAddress.Write(address, Loopback, 0, 0)) != 0)
        {
            throw Failure("bind() to 127.0.0.1");
        }

        if (LibC.connect(socket, address, SocketAddress.Write(address, Loopback, 0, freePort)) == 0)
        {
            return false;
        }

        return Marshal.GetLastPInvokeError() == Errno.EADDRNOTAVAIL ? true : throw Failure("connect() to 127.0.0.1");
    }

    private static void Set(SafeFileDescriptor socket, int level, int option, uint value, string name)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, value);
        if (LibC.setsockopt(socket, level, option, bytes, bytes.Length) != 0)
        {
            throw Failure(name);
        }
    }

    private static SourceException Failure(string what)
        => new($"{what}: {new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError()).Message}");
}
