using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>Runs TCP dumps over sock_diag (sock_diag(7)), one at a time, and pushes their sockets into a sink.</summary>
public sealed class SockDiagDump : IDisposable
{
    /// <summary>A larger buffer gains nothing: the kernel fills at most 32 KiB a datagram.</summary>
    private const int BufferLength = 32 * 1024;

    private const int Attempts = 3;

    private readonly Func<INetlinkChannel> _open;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength, pinned: true);
    private INetlinkChannel? _channel;
    private uint _sequence;

    /// <summary>Dumps over channels that <paramref name="open"/> opens; one is kept open between dumps.</summary>
    public SockDiagDump(Func<INetlinkChannel> open)
    {
        _open = open;
    }

    /// <summary>Pushes the connected sockets with a source port in <paramref name="range"/>, TIME-WAIT included.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadConnected(PortRange range, ISocketSink sink)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(InetDiagRequest.ConnectedStates, bytecode[..InetDiagBytecode.Write(bytecode, range)], sink);
    }

    /// <summary>Pushes the connected sockets of one pool, filtered by the kernel.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadTowards(IpAddress address, ushort port, PortRange range, ISocketSink sink)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(InetDiagRequest.ConnectedStates, bytecode[..InetDiagBytecode.Write(bytecode, range, address, port)], sink);
    }

    /// <summary>Pushes the listening sockets with a port in <paramref name="range"/>.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadListeners(PortRange range, ISocketSink sink)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(InetDiagRequest.ListenState, bytecode[..InetDiagBytecode.Write(bytecode, range)], sink);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Run(uint states, ReadOnlySpan<byte> bytecode, ISocketSink sink)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                sink.Restart();
                var complete = RunOnce(states, bytecode, sink);

                // NLM_F_DUMP_INTR says that the table changed under the walk. Sockets are told apart by cookie, so what
                // an interrupted dump gave is right; only something may be missing, and the last attempt stands as it is.
                if (complete || attempt == Attempts)
                {
                    return;
                }
            }
            catch (NetlinkException problem)
            {
                // Replies of the dump that failed may still be queued on its socket.
                Close();
                if (problem.IsRefusal || problem.IsTimeout || attempt == Attempts)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Returns false when the kernel says that the dump was interrupted.</summary>
    private bool RunOnce(uint states, ReadOnlySpan<byte> bytecode, ISocketSink sink)
    {
        _channel ??= _open();
        _sequence++;
        Span<byte> request = stackalloc byte[InetDiagRequest.MaxLength];
        _channel.Send(request[..InetDiagRequest.Write(request, _sequence, states, bytecode)]);
        var complete = true;
        while (true)
        {
            ReadOnlySpan<byte> datagram = _buffer.AsSpan(0, _channel.Receive(_buffer));
            while (!datagram.IsEmpty)
            {
                var message = NetlinkMessage.Take(ref datagram);
                if (message.Sequence != _sequence)
                {
                    continue;
                }

                complete &= (message.Flags & NetlinkMessage.NLM_F_DUMP_INTR) == 0;
                if (IsLast(message, states, sink))
                {
                    return complete;
                }
            }
        }
    }

    private static bool IsLast(NetlinkMessage message, uint states, ISocketSink sink)
    {
        switch (message.Type)
        {
            case NetlinkMessage.NLMSG_NOOP:
                return false;
            case NetlinkMessage.NLMSG_OVERRUN:
                throw new NetlinkException("sock_diag replies were lost", Interop.Errno.ENOBUFS);
            case NetlinkMessage.NLMSG_ERROR or NetlinkMessage.NLMSG_DONE:
                var error = message.ErrorNumber();
                return error == 0 ? true : throw new NetlinkException("sock_diag dump", error);
            default:
                Push(message.Payload, states, sink);
                return false;
        }
    }

    private static void Push(ReadOnlySpan<byte> payload, uint states, ISocketSink sink)
    {
        if (payload.Length < InetDiagMessage.Length)
        {
            throw new NetlinkException($"a socket of {payload.Length} bytes where the kernel sends {InetDiagMessage.Length}");
        }

        ref readonly var socket = ref MemoryMarshal.AsRef<InetDiagMessage>(payload);
        if (socket.IsInternet && (socket.StateBit & states) != 0)
        {
            sink.Add(socket.ToRow());
        }
    }

    private void Close()
    {
        _channel?.Dispose();
        _channel = null;
    }
}
