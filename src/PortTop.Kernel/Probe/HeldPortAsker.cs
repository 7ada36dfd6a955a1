using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Netlink;
using PortTop.Kernel.Sysctl;
using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Asks for one port at a time whether bind() holds it: a connect() that may have that port alone (IP_LOCAL_PORT_RANGE, Linux 6.3), from an
/// address of
/// 127.0.0.0/8 that nobody else uses, and that sends nothing (<see cref="FastOpenSafety"/>). EADDRNOTAVAIL says that bind() holds the port;
/// 0, with the port given, that
/// it does not. Anything else says nothing, and ends the asking. Needs no privilege.
/// </summary>
public sealed class HeldPortAsker : IPortAsker, IDisposable
{
    /// <summary>What connect() is directed at: nothing is sent there, and a listener would see nothing.</summary>
    private const ushort Target = 1;

    /// <summary>The same, for a connection that is there to be found "not held".</summary>
    private const ushort OtherTarget = 2;

    /// <summary>The clock is read after so many questions.</summary>
    private const int Together = 16;
    private const int MostTries = 8;

    private static readonly IpAddress Loopback = IpAddress.FromIPv4(0x7f00_0001);

    /// <summary>
    /// One of four million addresses, so that two of them asking at once do not meet: 127.64.0.0/10, from which nothing usual connects.
    /// </summary>
    private static readonly IpAddress OwnSource = IpAddress.FromIPv4(0x7f40_0000 | (uint)RandomNumberGenerator.GetInt32(1, 0x3f_ffff));

    /// <summary>After a refusal it is tried again after so long: sysctls change.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly INamespaceEntrance _entrance;
    private readonly FastOpenSafety _safety;
    private readonly bool _keepsOpen;
    private readonly byte[] _target = new byte[SocketAddress.MaxLength];
    private readonly Func<string?> _whySample;
    private SafeFileDescriptor? _socket;
    private IpAddress _source;
    private IpAddress _destination;
    private int _targetLength;
    private bool _isProven;
    private long? _refusedAt;

    /// <summary>Asks in a namespace. Opens nothing yet.</summary>
    /// <param name="sysctls">The sysctls of the namespace.</param>
    /// <param name="entrance">The way into it.</param>
    /// <param name="whySample">Tells why only a sample may be asked for; null for no reason.</param>
    /// <param name="keepsOpen">The socket may stay open, which keeps the namespace alive.</param>
    public HeldPortAsker(PortSysctls sysctls, INamespaceEntrance entrance, Func<string?> whySample, bool keepsOpen)
    {
        _entrance = entrance;
        _safety = new FastOpenSafety(sysctls, entrance);
        _whySample = whySample;
        _keepsOpen = keepsOpen;
    }

    /// <inheritdoc/>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public string? WhySample => _whySample();

    /// <inheritdoc/>
    public int Ask(ReadOnlySpan<ushort> ports, Span<bool> isHeld, ushort spare, TimeSpan allowance, out TimeSpan cost)
    {
        cost = TimeSpan.Zero;
        if (ports.IsEmpty || (_refusedAt is { } refused && Stopwatch.GetElapsedTime(refused) < Patience))
        {
            return 0;
        }

        var start = ProcessorTime();
        var answered = 0;
        try
        {
            if (Open() is { } problem)
            {
                Refuse(problem);
                return 0;
            }

            while (answered < ports.Length && (answered % Together != 0 || answered == 0 || ProcessorTime() - start < allowance))
            {
                if (Ask(ports[answered], out isHeld[answered]) is { } nothing)
                {
                    Refuse(nothing);
                    break;
                }

                answered++;
            }

            if (answered > 0 && !_isProven && Prove(ports[..answered], isHeld, spare) is { } doubt)
            {
                Refuse(doubt);
                answered = 0;
            }
        }
        catch (IOException problem)
        {
            Refuse(problem.Message);
            answered = 0;
        }
        finally
        {
            if (!_keepsOpen)
            {
                Close();
            }

            cost = ProcessorTime() - start;
        }

        return answered;
    }

    /// <summary>
    /// True where a port that connect() chose is given to other connect() calls again as soon as a bind owner that shared it has gone
    /// (<c>inet_bind_bucket</c> is restored since Linux 6.18); before, that takes until every socket on it is gone. Tried on a port and two
    /// addresses of its own; false where that cannot be tried.
    /// </summary>
    internal bool RestoresPorts()
    {
        try
        {
            if (Open() is not null || !_source.IsIPv4 || !_source.IsLoopback)
            {
                return false;
            }

            using var connected = _entrance.OpenSocket(LibC.AF_INET, LibC.SOCK_STREAM | LibC.SOCK_NONBLOCK);
            Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
            if (Prepare(connected) is not null || Bind(connected, _source, 0) != 0
                || LibC.connect(connected, address, SocketAddress.Write(address, _destination, 0, OtherTarget)) != 0
                || PortOf(connected) is not (not 0 and var port))
            {
                return false;
            }

            // Another address: the two do not meet.
            using (var bound = _entrance.OpenSocket(LibC.AF_INET, LibC.SOCK_STREAM))
            {
                if (!Set(bound, LibC.SOL_SOCKET, LibC.SO_REUSEADDR, 1) || Bind(bound, IpAddress.FromIPv4(_source.IPv4Value ^ 1), port) != 0)
                {
                    return false;
                }
            }

            return Ask(port, out var isHeld) is null && !isHeld;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            if (!_keepsOpen)
            {
                Close();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private static TimeSpan ProcessorTime()
    {
        Span<long> time = stackalloc long[2];
        return LibC.clock_gettime(LibC.CLOCK_THREAD_CPUTIME_ID, time) == 0
            ? TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / TimeSpan.NanosecondsPerTick) : TimeSpan.Zero;
    }

    private void Refuse(string problem)
    {
        Problem = problem;
        _refusedAt = Stopwatch.GetTimestamp();
        _isProven = false;
        Close();
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }

    /// <summary>Opens the socket of all questions, or makes sure that it may still be used. Returns why not, null when it may.</summary>
    /// <exception cref="IOException">No socket can be opened.</exception>
    private string? Open()
    {
        if (_safety.WhyUnsafe() is { } reason)
        {
            return reason;
        }

        if (_socket is null)
        {
            if (Find(out var socket) is { } problem)
            {
                return problem;
            }

            _socket = socket;
            _targetLength = SocketAddress.Write(_target, _destination, 0, Target);
        }

        (Problem, _refusedAt) = (null, null);
        return null;
    }

    /// <summary>Finds two ends that belong to this machine: first those that nobody else uses.</summary>
    private string? Find(out SafeFileDescriptor? socket)
    {
        socket = null;
        string? problem = null;
        foreach (var (source, destination) in Ends())
        {
            var opened = _entrance.OpenSocket(SocketAddress.Family(source), LibC.SOCK_STREAM | LibC.SOCK_NONBLOCK);
            if (Prepare(opened) is { } refused)
            {
                opened.Dispose();
                return refused;
            }

            if (Bind(opened, source, 0) is not 0 and var error)
            {
                opened.Dispose();
                problem = $"bind() to {source}: {new Win32Exception(error).Message}";
                continue;
            }

            (socket, _source, _destination) = (opened, source, destination);
            return null;
        }

        return problem ?? "no address is here to ask from";
    }

    private IEnumerable<(IpAddress Source, IpAddress Destination)> Ends()
    {
        yield return (OwnSource, Loopback);

        // lo is down, or has no 127.0.0.0/8: any address that is there serves as both ends.
        var others = AddressDump.Read(() => _entrance.OpenNetlink(LibC.NETLINK_ROUTE))
            .Where(static found => !found.Address.IsLinkLocalIPv6).Select(static found => found.Address);
        foreach (var address in others.OrderByDescending(static address => address.IsIPv4)
            .ThenByDescending(static address => address.IsLoopback))
        {
            yield return (address, address);
        }
    }

    /// <summary>
    /// Sets what keeps connect() from sending, and bind() from taking a port. Returns why that is refused, null when it is not.
    /// </summary>
    private static string? Prepare(SafeFileDescriptor socket)
    {
        if (!Set(socket, LibC.SOL_SOCKET, LibC.SO_REUSEADDR, 1) || !Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_CONNECT, 1)
            || !Set(socket, LibC.IPPROTO_TCP, LibC.TCP_FASTOPEN_NO_COOKIE, 1)
            || !Set(socket, LibC.IPPROTO_IP, LibC.IP_BIND_ADDRESS_NO_PORT, 1))
        {
            return "keeping connect() from sending (TCP_FASTOPEN_CONNECT, TCP_FASTOPEN_NO_COOKIE): " + new Win32Exception(Marshal.GetLastPInvokeError()).Message;
        }

        return Set(socket, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, 0) ? null : Marshal.GetLastPInvokeError() == Errno.ENOPROTOOPT
            ? "this kernel lets nobody ask for a single port (IP_LOCAL_PORT_RANGE, Linux 6.3)"
            : "IP_LOCAL_PORT_RANGE: " + new Win32Exception(Marshal.GetLastPInvokeError()).Message;
    }

    /// <summary>Asks for one port. Returns why there is no answer, null when there is one.</summary>
    private string? Ask(ushort port, out bool isHeld)
    {
        isHeld = false;
        if (!Set(_socket!, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, Only(port)))
        {
            return "IP_LOCAL_PORT_RANGE: " + new Win32Exception(Marshal.GetLastPInvokeError()).Message;
        }

        if (LibC.connect(_socket!, _target, _targetLength) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            isHeld = error == Errno.EADDRNOTAVAIL;
            return isHeld ? null : "connect(): " + new Win32Exception(error).Message;
        }

        var given = PortOf(_socket!);
        return Disconnect(_socket!) != 0
            ? "connect() to AF_UNSPEC: " + new Win32Exception(Marshal.GetLastPInvokeError()).Message
            : given == port ? null : "the kernel gave another port than the one that was asked for: the range has changed meanwhile";
    }

    /// <summary>
    /// Believes nothing before a port that this program connected is found not held, and one that it bound is found held. Returns what was
    /// found instead, null when all is
    /// as it should be. Where every port is held there is none to connect from, and where none is, none has to be bound: that the kernel
    /// gave each of them says enough.
    /// </summary>
    private string? Prove(ReadOnlySpan<ushort> ports, ReadOnlySpan<bool> isHeld, ushort spare)
    {
        var tries = 0;
        var (isConnected, problem) = (false, (string?)null);
        for (var i = 0; i < ports.Length && tries < MostTries && !isConnected; i++)
        {
            if (!isHeld[i])
            {
                tries++;
                problem = ProveConnected(ports[i], out isConnected);
            }
        }

        problem = tries > 0 && !isConnected ? problem ?? "no port could be connected from to see whether the kernel calls it held"
            : problem;
        return problem ?? (isHeld[..ports.Length].Contains(true) ? ProveHeld(ports, isHeld, spare) : null);
    }

    /// <summary>Connects from a port and asks for it. Returns what was found instead of "not held", null where nothing was.</summary>
    private string? ProveConnected(ushort port, out bool isConnected)
    {
        isConnected = false;
        using var socket = _entrance.OpenSocket(SocketAddress.Family(_source), LibC.SOCK_STREAM | LibC.SOCK_NONBLOCK);
        if (Prepare(socket) is { } refused)
        {
            return refused;
        }

        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        var length = SocketAddress.Write(address, _destination, 0, OtherTarget);
        if (Bind(socket, _source, 0) is not 0 and var error)
        {
            return "bind(): " + new Win32Exception(error).Message;
        }

        if (!Set(socket, LibC.IPPROTO_IP, LibC.IP_LOCAL_PORT_RANGE, Only(port)) || LibC.connect(socket, address, length) != 0)
        {
            // It may have been taken meanwhile.
            return null;
        }

        isConnected = true;
        return Ask(port, out var isHeld) is { } nothing ? nothing : isHeld ? "the kernel calls a port held that porttop connected from"
            : null;
    }

    /// <summary>
    /// Binds the spare port, or where none is to spare one that is held already, and asks for it. On a port that connect() chose for
    /// somebody a bind owner leaves its trace: such a
    /// port is never bound.
    /// </summary>
    private string? ProveHeld(ReadOnlySpan<ushort> ports, ReadOnlySpan<bool> isHeld, ushort spare)
    {
        if (spare != 0 && ProveBound(spare, out var problem))
        {
            return problem;
        }

        var tries = 0;
        for (var i = 0; i < ports.Length && tries < MostTries; i++)
        {
            if (isHeld[i])
            {
                tries++;
                if (ProveBound(ports[i], out problem))
                {
                    return problem;
                }
            }
        }

        return "no port could be bound to see whether the kernel calls it held";
    }

    /// <summary>
    /// Binds a port and asks for it. False where it could not be bound; otherwise what was found instead of "held", null where nothing was.
    /// </summary>
    private bool ProveBound(ushort port, out string? problem)
    {
        problem = null;
        using var bound = _entrance.OpenSocket(SocketAddress.Family(_source), LibC.SOCK_STREAM);

        // A server that starts on the port with SO_REUSEADDR, as servers do, is then not refused in these microseconds.
        if (!Set(bound, LibC.SOL_SOCKET, LibC.SO_REUSEADDR, 1) || Bind(bound, _source, port) != 0)
        {
            return false;
        }

        problem = Ask(port, out var isHeld) is { } nothing ? nothing : isHeld ? null : "the kernel calls a port free that porttop bound";
        _isProven = problem is null;
        return true;
    }

    /// <summary>A range of one port: the upper end in the upper half.</summary>
    private static uint Only(ushort port) => ((uint)port << 16) | port;

    private static int Bind(SafeFileDescriptor socket, IpAddress address, ushort port)
    {
        Span<byte> buffer = stackalloc byte[SocketAddress.MaxLength];
        return LibC.bind(socket, buffer, SocketAddress.Write(buffer, address, 0, port)) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static int Disconnect(SafeFileDescriptor socket)
    {
        Span<byte> nowhere = stackalloc byte[16];
        nowhere.Clear();
        MemoryMarshal.Write(nowhere, (ushort)LibC.AF_UNSPEC);
        return LibC.connect(socket, nowhere, nowhere.Length);
    }

    private static bool Set(SafeFileDescriptor socket, int level, int option, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(bytes, value);
        return LibC.setsockopt(socket, level, option, bytes, bytes.Length) == 0;
    }

    private static ushort PortOf(SafeFileDescriptor socket)
    {
        Span<byte> buffer = stackalloc byte[SocketAddress.MaxLength];
        var length = buffer.Length;
        return LibC.getsockname(socket, buffer, ref length) == 0 ? SocketAddress.Read(buffer).Port : (ushort)0;
    }
}
