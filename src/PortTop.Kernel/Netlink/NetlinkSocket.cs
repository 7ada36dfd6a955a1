using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Netlink;

/// <summary>
/// A netlink socket (netlink(7)), for sock_diag(7) unless another family is asked for. It looks into the network namespace of the thread
/// that opened it.
/// </summary>
public sealed class NetlinkSocket : INetlinkChannel
{
    private const long ReceiveTimeoutSeconds = 5;

    private readonly SafeFileDescriptor _socket;

    /// <summary>Opens a socket for sock_diag.</summary>
    /// <exception cref="NetlinkException">The kernel or a sandbox refused it.</exception>
    public NetlinkSocket()
        : this(LibC.NETLINK_SOCK_DIAG)
    {
    }

    /// <summary>Opens a socket for a family of netlink.</summary>
    /// <exception cref="NetlinkException">The kernel or a sandbox refused it.</exception>
    internal NetlinkSocket(int family)
        : this(LibC.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, family), Marshal.GetLastPInvokeError())
    {
    }

    /// <summary>Takes over a netlink socket that was opened elsewhere.</summary>
    /// <param name="socket">The socket; invalid where it could not be opened.</param>
    /// <param name="error">Why it could not, of errno(3).</param>
    /// <exception cref="NetlinkException">It could not be opened.</exception>
    internal NetlinkSocket(SafeFileDescriptor socket, int error)
    {
        _socket = socket;
        if (_socket.IsInvalid)
        {
            _socket.Dispose();
            throw new NetlinkException("opening a netlink socket", error);
        }

        // struct timeval: a kernel that stops answering in the middle of a dump must not stop the program.
        Span<byte> timeout = stackalloc byte[16];
        MemoryMarshal.Write(timeout, ReceiveTimeoutSeconds);
        MemoryMarshal.Write(timeout[8..], 0L);
        _ = LibC.setsockopt(_socket, LibC.SOL_SOCKET, LibC.SO_RCVTIMEO, timeout, timeout.Length);
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> request)
    {
        while (LibC.send(_socket, request, request.Length, 0) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Errno.EINTR)
            {
                throw new NetlinkException("sending a netlink request", error);
            }
        }
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> buffer)
    {
        while (true)
        {
            // MSG_TRUNC returns the true length, so that a datagram that did not fit is noticed.
            var length = LibC.recv(_socket, buffer, buffer.Length, LibC.MSG_TRUNC);
            if (length > buffer.Length)
            {
                throw new NetlinkException($"a netlink reply of {length} bytes is longer than the buffer of {buffer.Length}");
            }

            if (length > 0)
            {
                return (int)length;
            }

            if (length == 0)
            {
                throw new NetlinkException("the kernel closed the netlink socket");
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Errno.EINTR)
            {
                throw new NetlinkException("receiving a netlink reply", error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
