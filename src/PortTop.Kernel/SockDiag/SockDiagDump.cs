using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;
using PortTop.Model;

namespace PortTop.Kernel.SockDiag;

/// <summary>Runs dumps over sock_diag (sock_diag(7)), one at a time, and pushes their sockets into a sink.</summary>
public sealed class SockDiagDump : IDisposable
{
    /// <summary>A larger buffer gains nothing: the kernel fills at most 32 KiB a datagram.</summary>
    private const int BufferLength = 32 * 1024;

    private const int Attempts = 3;

    private readonly Func<INetlinkChannel> _open;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength, pinned: true);
    private readonly bool _keepsOpen;
    private INetlinkChannel? _channel;
    private uint _sequence;

    /// <summary>Dumps over channels that <paramref name="open"/> opens.</summary>
    /// <param name="open">Opens one.</param>
    /// <param name="keepsOpen">One is kept open between dumps.</param>
    public SockDiagDump(Func<INetlinkChannel> open, bool keepsOpen = true)
    {
        _open = open;
        _keepsOpen = keepsOpen;
    }

    /// <summary>Pushes the connected TCP sockets with a source port in <paramref name="range"/>, TIME-WAIT included.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadConnected(PortRange range, ISocketSink sink, uint states = InetDiagRequest.ConnectedStates)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(Tcp(states, bytecode[..InetDiagBytecode.Write(bytecode, range)]), sink);
    }

    /// <summary>Pushes the connected TCP sockets towards one destination, filtered by the kernel.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadTowards(IpAddress address, ushort port, PortRange range, ISocketSink sink, uint states = InetDiagRequest.ConnectedStates, bool withInfo = false)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(Tcp(states, bytecode[..InetDiagBytecode.Write(bytecode, range, address, port)], withInfo), sink);
    }

    /// <summary>Pushes the connected TCP sockets with one local address, filtered by the kernel.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadFrom(IpAddress source, PortRange range, ISocketSink sink)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(Tcp(InetDiagRequest.ConnectedStates, bytecode[..InetDiagBytecode.WriteSource(bytecode, range, source)]), sink);
    }

    /// <summary>Pushes the listening TCP sockets with a port in <paramref name="range"/>.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadListeners(PortRange range, ISocketSink sink)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(Tcp(InetDiagRequest.ListenState, bytecode[..InetDiagBytecode.Write(bytecode, range)]), sink);
    }

    /// <summary>
    /// Pushes the TCP sockets, of all ports, that are bound and neither connected nor listening. Kernels before 6.8 have none to tell of.
    /// </summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadBoundOnly(ISocketSink sink)
        => Run(new DumpRequest { States = InetDiagRequest.BoundInactiveState, Answers = InetDiagRequest.CloseState }, sink);

    /// <summary>
    /// Pushes the TCP sockets, connected ones unless others are wanted, of all ports, whose application chose the port with bind().
    /// </summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadChosen(ISocketSink sink, uint states = InetDiagRequest.ConnectedStates)
    {
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(Tcp(states, bytecode[..InetDiagBytecode.WriteChosen(bytecode)]), sink);
    }

    /// <summary>Pushes the UDP sockets of one family with a port in <paramref name="range"/>.</summary>
    /// <exception cref="NetlinkException">The kernel refused, or its replies made no sense three times over.</exception>
    public void ReadUdp(bool isIPv6, PortRange range, ISocketSink sink)
    {
        const uint States = InetDiagRequest.EstablishedState | InetDiagRequest.CloseState;
        Span<byte> bytecode = stackalloc byte[InetDiagBytecode.MaxLength];
        Run(
            new DumpRequest
            {
                UdpFamily = (byte)(isIPv6 ? Interop.LibC.AF_INET6 : Interop.LibC.AF_INET),
                States = States,
                Answers = States,
                Bytecode = bytecode[..InetDiagBytecode.Write(bytecode, range)],
            },
            sink);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static DumpRequest Tcp(uint states, ReadOnlySpan<byte> bytecode, bool withInfo = false) => new() { States = states, Answers = states, Bytecode = bytecode, WithInfo = withInfo };

    private void Run(DumpRequest wanted, ISocketSink sink)
    {
        try
        {
            RunUntilSound(wanted, sink);
        }
        finally
        {
            if (!_keepsOpen)
            {
                Close();
            }
        }
    }

    private void RunUntilSound(DumpRequest wanted, ISocketSink sink)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                sink.Restart();
                var complete = RunOnce(wanted, sink);

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
    private bool RunOnce(DumpRequest wanted, ISocketSink sink)
    {
        _channel ??= _open();
        _sequence++;
        Span<byte> request = stackalloc byte[InetDiagRequest.MaxLength];
        _channel.Send(request[..InetDiagRequest.Write(request, _sequence, wanted)]);
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
                if (IsLast(message, wanted, sink))
                {
                    return complete;
                }
            }
        }
    }

    private static bool IsLast(NetlinkMessage message, in DumpRequest wanted, ISocketSink sink)
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
                Push(message.Payload, wanted, sink);
                return false;
        }
    }

    private static void Push(ReadOnlySpan<byte> payload, in DumpRequest wanted, ISocketSink sink)
    {
        if (payload.Length < InetDiagMessage.Length)
        {
            throw new NetlinkException($"a socket of {payload.Length} bytes where the kernel sends {InetDiagMessage.Length}");
        }

        ref readonly var socket = ref MemoryMarshal.AsRef<InetDiagMessage>(payload);
        if (!socket.IsInternet || (socket.StateBit & wanted.Answers) == 0)
        {
            return;
        }

        var attributes = payload[InetDiagMessage.Length..];
        if (wanted.WithInfo)
        {
            sink.Add(socket.ToRow(InetDiagAttributes.Read(attributes)) with { SilentMilliseconds = InetDiagAttributes.ReadSilence(attributes) });
        }
        else
        {
            sink.Add(socket.ToRow(InetDiagAttributes.Read(attributes)));
        }
    }

    private void Close()
    {
        _channel?.Dispose();
        _channel = null;
    }
}
