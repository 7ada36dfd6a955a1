using System.Net;
using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.LiveTests.Support;

/// <summary>
/// A socket by the system calls themselves: .NET's own sets options unasked. Errors are numbers of errno(3), 0 for success.
/// </summary>
internal sealed partial class RawSocket : IDisposable
{
    internal const int EAGAIN = 11;
    internal const int EADDRINUSE = 98;
    internal const int EADDRNOTAVAIL = 99;
    internal const int EINPROGRESS = 115;
    private const int SOCK_NONBLOCK = 0x800;
    private const int SOCK_CLOEXEC = 0x80000;
    private const int MSG_FASTOPEN = 0x20000000;
    private const int SOCK_STREAM = 1;
    private const int SOCK_DGRAM = 2;
    private const int SOL_IP = 0;
    private const int SOL_SOCKET = 1;
    private const int IPPROTO_TCP = 6;
    private const int IPPROTO_IPV6 = 41;
    private const int TCP_INFO = 11;
    private const int IP_BIND_ADDRESS_NO_PORT = 24;
    private const int IP_LOCAL_PORT_RANGE = 51;
    private const int IPV6_V6ONLY = 26;
    private const int SO_REUSEADDR = 2;
    private const int SO_LINGER = 13;
    private const int SO_REUSEPORT = 15;
    private const int SO_BINDTODEVICE = 25;

    private readonly bool _isIPv6;
    private int _descriptor;

    private RawSocket(int descriptor, bool isIPv6)
    {
        _descriptor = descriptor;
        _isIPv6 = isIPv6;
    }

    /// <summary>True where a socket can have a range of its own (Linux 6.3): without, the kernel cannot be asked for one port.</summary>
    internal static bool HasOwnRange
    {
        get
        {
            using var socket = Tcp();
            var none = BitConverter.GetBytes(0);
            return setsockopt(socket._descriptor, SOL_IP, IP_LOCAL_PORT_RANGE, none, none.Length) == 0;
        }
    }

    /// <summary>Its file descriptor.</summary>
    internal int Descriptor => _descriptor;

    /// <summary>The local address and port.</summary>
    internal IPEndPoint Local
    {
        get
        {
            var address = new byte[28];
            var length = address.Length;
            _ = getsockname(_descriptor, address, ref length);
            var port = (address[2] << 8) | address[3];
            return new IPEndPoint(new IPAddress(_isIPv6 ? address[8..24] : address[4..8]), port);
        }
    }

    /// <summary>The state of a TCP socket: the first byte of <c>struct tcp_info</c>.</summary>
    internal TcpState State
    {
        get
        {
            var info = new byte[1];
            var length = info.Length;
            _ = Check(getsockopt(_descriptor, IPPROTO_TCP, TCP_INFO, info, ref length));
            return (TcpState)info[0];
        }
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = close(_descriptor);
            _descriptor = -1;
        }
    }

    internal static RawSocket Tcp(bool isIPv6 = false) => Open(SOCK_STREAM, isIPv6);

    /// <summary>One whose connect() does not wait for an answer.</summary>
    internal static RawSocket Impatient(bool isIPv6 = false) => Open(SOCK_STREAM | SOCK_NONBLOCK, isIPv6);

    internal static RawSocket Udp(bool isIPv6 = false) => Open(SOCK_DGRAM, isIPv6);

    internal int Bind(string address, int port) => Call(bind, address, port);

    internal int Connect(string address, int port) => Call(connect, address, port);

    internal int Listen(int backlog = 4096) => Error(listen(_descriptor, backlog));

    internal RawSocket Accept() => new(Check(accept4(_descriptor, 0, 0, SOCK_CLOEXEC)), _isIPv6);

    /// <summary>bind() then chooses no port: connect() does.</summary>
    internal void BindAddressNoPort() => Set(SOL_IP, IP_BIND_ADDRESS_NO_PORT, BitConverter.GetBytes(1));

    /// <summary>bind() to a chosen port then shares it with those who say the same, and takes it over from TIME-WAIT.</summary>
    internal void ReuseAddress() => Set(SOL_SOCKET, SO_REUSEADDR, BitConverter.GetBytes(1));

    /// <summary>SO_REUSEPORT: others of the same user that set it too may listen on the same port.</summary>
    internal void SharePort() => Set(SOL_SOCKET, SO_REUSEPORT, BitConverter.GetBytes(1));

    internal void OnlyIPv6() => Set(IPPROTO_IPV6, IPV6_V6ONLY, BitConverter.GetBytes(1));

    internal void BindToDevice(string name) => Set(SOL_SOCKET, SO_BINDTODEVICE, System.Text.Encoding.ASCII.GetBytes(name));

    /// <summary>Closes with a reset: no TIME-WAIT.</summary>
    internal void Reset()
    {
        Set(SOL_SOCKET, SO_LINGER, [1, 0, 0, 0, 0, 0, 0, 0]);
        Dispose();
    }

    internal void ShutdownWrite() => _ = shutdown(_descriptor, 1);

    private static RawSocket Open(int type, bool isIPv6) => new(Check(socket(isIPv6 ? 10 : 2, type | SOCK_CLOEXEC, 0)), isIPv6);

    private static int Check(int result) => result >= 0 ? result : throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());

    private static int Error(int result) => result == 0 ? 0 : Marshal.GetLastPInvokeError();

    private void Set(int level, int name, byte[] value) => _ = Check(setsockopt(_descriptor, level, name, value, value.Length));

    /// <summary>Connects by the first data (sendto(2), MSG_FASTOPEN).</summary>
    internal int SendFast(string address, int port) => Call(static (socket, to, length) => sendto(socket, [1], 1, MSG_FASTOPEN, to, length) < 0 ? -1 : 0, address, port);

    /// <summary>A <c>struct sockaddr_in</c> or <c>sockaddr_in6</c>.</summary>
    internal static byte[] Address(string address, int port, bool isIPv6Socket = false)
    {
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var isIPv6 = bytes.Length == 16;
        if (isIPv6Socket && !isIPv6)
        {
            bytes = IPAddress.Parse(address).MapToIPv6().GetAddressBytes();
            isIPv6 = true;
        }

        var buffer = new byte[isIPv6 ? 28 : 16];
        buffer[0] = (byte)(isIPv6 ? 10 : 2);
        buffer[2] = (byte)(port >> 8);
        buffer[3] = (byte)port;
        bytes.CopyTo(buffer, isIPv6 ? 8 : 4);
        return buffer;
    }

    private int Call(Func<int, byte[], int, int> call, string address, int port)
    {
        var to = Address(address, port, _isIPv6);
        return Error(call(_descriptor, to, to.Length));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint sendto(int socket, byte[] data, nint dataLength, int flags, byte[] address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int socket(int domain, int type, int protocol);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int bind(int socket, byte[] address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int connect(int socket, byte[] address, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int listen(int socket, int backlog);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int accept4(int socket, nint address, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockname(int socket, byte[] address, ref int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int getsockopt(int socket, int level, int name, byte[] value, ref int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setsockopt(int socket, int level, int name, byte[] value, int length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int shutdown(int socket, int how);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}
