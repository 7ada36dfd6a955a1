using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Sysctl;
using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Asks the kernel itself whether it still gives a port, without a packet. For TCP: connect() with TCP_FASTOPEN_CONNECT and
/// TCP_FASTOPEN_NO_COOKIE searches for a port and puts the SYN off until there is something to send
/// (<c>tcp_fastopen_defer_connect</c> in <c>net/ipv4/tcp_fastopen.c</c>); the socket is closed before. UDP sends nothing on connect().
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
/// <param name="entrance">The way into the namespace that is asked.</param>
public sealed class SourcePortProbe(string procRoot, INamespaceEntrance entrance) : IPortProbe
{
    /// <summary>The place of <c>tcpi_segs_out</c> in <c>struct tcp_info</c> (<c>include/uapi/linux/tcp.h</c>).</summary>
    private const int SegmentsOutOffset = 136;

    private readonly FastOpenSafety _safety = new(new PortSysctls(procRoot, entrance), entrance);
    private readonly RouteQuery _routes = new(() => entrance.OpenNetlink(LibC.NETLINK_ROUTE));

    /// <summary>Asks in the namespace that this program runs in.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    public SourcePortProbe(string procRoot)
        : this(procRoot, new OwnEntrance(procRoot))
    {
    }

    /// <summary>Why connect() might send a packet here, or could not be kept from it; null where it cannot.</summary>
    public string? WhyUnsafe() => _safety.WhyUnsafe();

    /// <inheritdoc/>
    public ProbeAnswer Ask(ProbeQuestion question)
    {
        return question.Kind == ProbeKind.Connect && WhyUnsafe() is { } reason
            ? new ProbeAnswer(ProbeOutcome.Unanswered, reason)
            : AskUnchecked(question);
    }

    /// <summary>Asks without looking again whether that is safe: who asks thousands of times has looked.</summary>
    internal ProbeAnswer AskUnchecked(ProbeQuestion question)
    {
        var isUdp = question.Kind is ProbeKind.UdpConnect or ProbeKind.UdpBind;
        var family = SocketAddress.Family(question.Kind is ProbeKind.Bind or ProbeKind.UdpBind ? question.Source ?? question.Destination : question.Destination);
        try
        {
            using var socket = entrance.OpenSocket(family, isUdp ? LibC.SOCK_DGRAM : LibC.SOCK_STREAM);
            return Ask(socket, question);
        }
        catch (IOException problem)
        {
            return new ProbeAnswer(ProbeOutcome.Unanswered, problem.Message);
        }
    }

    private ProbeAnswer Ask(SafeFileDescriptor socket, ProbeQuestion question)
    {
        if (question.Device != 0 && !Set(socket, LibC.SOL_SOCKET, LibC.SO_BINDTOIFINDEX, question.Device))
        {
            return Unanswered(string.Create(CultureInfo.InvariantCulture, $"binding to the interface {question.Device}"));
        }

        if (question.IsIPv6Only && !Set(socket, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY))
        {
            return Unanswered("IPV6_V6ONLY");
        }

        return question.Kind is ProbeKind.Bind or ProbeKind.UdpBind ? Bind(socket, question) : Connect(socket, question);
    }

    private ProbeAnswer Bind(SafeFileDescriptor socket, ProbeQuestion question)
    {
        if ((question.Source ?? _routes.Source(question.Destination, question.Scope)) is not { } source)
        {
            return new ProbeAnswer(ProbeOutcome.Unanswered, "there is no route to the target that tells a source address; --source gives one");
        }

        var (error, search) = Time(LibC.bind, socket, source, question.Scope, 0);
        return error switch
        {
            0 => Given(socket, search),
            Errno.EADDRINUSE => new ProbeAnswer(ProbeOutcome.NoneLeft, Describe(error)) { Source = source, Search = search },
            _ => new ProbeAnswer(ProbeOutcome.Unanswered, BindProblem(source, error)),
        };
    }

    private ProbeAnswer Connect(SafeFileDescriptor socket, ProbeQuestion question)
    {
        if (question.Kind == ProbeKind.Connect && (!Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_CONNECT) || !Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_NO_COOKIE)))
        {
            return Unanswered("keeping connect() from sending (TCP_FASTOPEN_CONNECT, TCP_FASTOPEN_NO_COOKIE)");
        }

        // A server that starts meanwhile on the very port, with SO_REUSEADDR as servers do, is then not refused.
        if (question.Kind == ProbeKind.Connect && !Set(socket, LibC.SOL_SOCKET, LibC.SO_REUSEADDR))
        {
            return Unanswered("SO_REUSEADDR");
        }

        if (question.OnlyPort != 0 && !Set(socket, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, ((uint)question.OnlyPort << 16) | question.OnlyPort))
        {
            return Unanswered("IP_LOCAL_PORT_RANGE, which Linux 6.3 brought");
        }

        if (question.Source is { } wanted)
        {
            if (!Set(socket, LibC.IPPROTO_IP, LibC.IP_BIND_ADDRESS_NO_PORT))
            {
                return Unanswered("IP_BIND_ADDRESS_NO_PORT");
            }

            var (bindError, _) = Time(LibC.bind, socket, wanted, question.Scope, 0);
            if (bindError != 0)
            {
                return new ProbeAnswer(ProbeOutcome.Unanswered, BindProblem(wanted, bindError));
            }
        }

        var (error, search) = Time(LibC.connect, socket, question.Destination, question.Scope, question.Port);
        var isUdp = question.Kind == ProbeKind.UdpConnect;
        if (error == 0)
        {
            return isUdp || SegmentsOut(socket) == 0
                ? Given(socket, search)
                : new ProbeAnswer(ProbeOutcome.Unanswered, "connect() gave a port and sent something, against all promises: do not probe here");
        }

        if (error != (isUdp ? Errno.EAGAIN : Errno.EADDRNOTAVAIL))
        {
            return new ProbeAnswer(ProbeOutcome.Unanswered, $"connect(): {Describe(error)}");
        }

        // IPv6 without any source address fails with the same error; the route tells which it was.
        var source = question.Source ?? _routes.Source(question.Destination, question.Scope);
        return source is null && !question.Destination.IsIPv4
            ? new ProbeAnswer(ProbeOutcome.Unanswered, "connect(): this machine has no source address for the target")
            : new ProbeAnswer(ProbeOutcome.NoneLeft, Describe(error)) { Source = source, Search = search };
    }

    /// <summary>The error that says "no port left" elsewhere says of bind() to an address that it is not here.</summary>
    private static string BindProblem(IpAddress source, int error)
        => error == Errno.EADDRNOTAVAIL ? $"{source} is no address of this machine (bind(): {Describe(error)})" : $"bind() to {source}: {Describe(error)}";

    private delegate int AddressCall(SafeFileDescriptor socket, ReadOnlySpan<byte> address, int length);

    /// <summary>Calls, and times the call alone: once before it is called with nothing, so that linking it is not counted.</summary>
    private static (int Error, TimeSpan Search) Time(AddressCall call, SafeFileDescriptor socket, IpAddress address, uint scope, ushort port)
    {
        Span<byte> buffer = stackalloc byte[SocketAddress.MaxLength];
        var length = SocketAddress.Write(buffer, address, scope, port);
        _ = call(socket, buffer, 0);
        var start = Stopwatch.GetTimestamp();
        var result = call(socket, buffer, length);
        var error = result == 0 ? 0 : Marshal.GetLastPInvokeError();
        return (error, Stopwatch.GetElapsedTime(start));
    }

    private static bool Set(SafeFileDescriptor socket, int level, int option, uint value = 1)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, value);
        return LibC.setsockopt(socket, level, option, bytes, bytes.Length) == 0;
    }

    private static uint SegmentsOut(SafeFileDescriptor socket)
    {
        Span<byte> info = stackalloc byte[256];
        var length = info.Length;
        return LibC.getsockopt(socket, LibC.IPPROTO_TCP, LibC.TCP_INFO, info, ref length) == 0 && length >= SegmentsOutOffset + sizeof(uint)
            ? MemoryMarshal.Read<uint>(info[SegmentsOutOffset..])
            : 0;
    }

    private static (IpAddress Address, ushort Port) LocalEnd(SafeFileDescriptor socket)
    {
        Span<byte> buffer = stackalloc byte[SocketAddress.MaxLength];
        var length = buffer.Length;
        return LibC.getsockname(socket, buffer, ref length) == 0 ? SocketAddress.Read(buffer) : default;
    }

    private static ProbeAnswer Given(SafeFileDescriptor socket, TimeSpan search)
    {
        var (source, port) = LocalEnd(socket);
        return new ProbeAnswer(ProbeOutcome.Given, string.Empty) { Source = source, Port = port, Search = search };
    }

    private static ProbeAnswer Unanswered(string what)
        => new(ProbeOutcome.Unanswered, $"{what}: {Describe(Marshal.GetLastPInvokeError())}");

    private static string Describe(int error)
    {
        var name = error switch
        {
            Errno.EADDRNOTAVAIL => "EADDRNOTAVAIL, ",
            Errno.EADDRINUSE => "EADDRINUSE, ",
            Errno.EAGAIN => "EAGAIN, ",
            _ => string.Empty,
        };
        return name + new Win32Exception(error).Message;
    }
}
