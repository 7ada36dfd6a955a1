using System.ComponentModel;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Asks the kernel whether a server could take a port: bind() with SO_REUSEADDR, as servers call it, on a socket that is closed at once and
/// never listens. No packet is sent, none is taken: a socket that does not listen receives nothing. For these microseconds the port is
/// bound. It is asked only where that leaves no trace (<see cref="WhyNotAsk"/>).
/// </summary>
public sealed class ListenProbe
{
    /// <summary>So many ports are tried for one on which nothing is.</summary>
    private const int MostTries = 8;

    private readonly ISocketSource _source;
    private readonly INamespaceEntrance _entrance;
    private readonly HeldPortAsker? _asker;
    private bool? _restores;

    /// <summary>Asks in a network namespace.</summary>
    /// <param name="source">Reads the sockets of that namespace.</param>
    /// <param name="entrance">The way into it.</param>
    internal ListenProbe(ISocketSource source, INamespaceEntrance entrance)
    {
        (_source, _entrance) = (source, entrance);
        _asker = source.Asker as HeldPortAsker;
    }

    /// <summary>
    /// Why bind() must not be called on a port: connect() chose it for the sockets that are on it, and on this kernel a bind owner that
    /// comes and goes takes the port from all other connect() calls until each of those sockets is gone (Linux before 6.18). Null where it
    /// may be called.
    /// </summary>
    public string? WhyNotAsk(PortLookup lookup)
    {
        if (_asker is null)
        {
            return _source.Asker.Problem ?? "the settings say so (\"askKernel\": \"never\")";
        }

        var isBound = lookup.Occupants.Any(static found => found.Hold is PortHold.Bound or PortHold.Chosen or PortHold.Listening);
        if (!lookup.IsEphemeral || lookup.Occupants.Count == 0 || isBound || Restores())
        {
            return null;
        }

        Span<bool> isHeld = stackalloc bool[1];
        var spare = FindSpare(lookup.Settings.Range);
        return spare == 0 || _asker.Ask([lookup.Port], isHeld, spare, TimeSpan.FromSeconds(1), out _) != 1
            ? "whether connect() or bind() chose the port cannot be asked: " + (_asker.Problem ?? "no port is free to compare with")
            : isHeld[0] ? null : "connect() chose the port, and on this kernel asking would leave a trace";
    }

    /// <summary>Answers what is left open by what is visible.</summary>
    /// <param name="lookup">What is on the port.</param>
    /// <param name="answer">The answer that is open.</param>
    public ListenAnswer Ask(PortLookup lookup, ListenAnswer answer)
    {
        var isDual = answer.Address.IsWildcard && !answer.Address.IsIPv4;
        try
        {
            using var socket = _entrance.OpenSocket(SocketAddress.Family(answer.Address), LibC.SOCK_STREAM);
            Span<byte> value = stackalloc byte[sizeof(int)];
            MemoryMarshal.Write(value, 1);
            if (LibC.setsockopt(socket, LibC.SOL_SOCKET, LibC.SO_REUSEADDR, value, value.Length) != 0)
            {
                return answer with { WhyUnknown = "SO_REUSEADDR: " + new Win32Exception(Marshal.GetLastPInvokeError()).Message };
            }

            value.Clear();
            if (isDual)
            {
                // The sysctl bindv6only may say otherwise.
                _ = LibC.setsockopt(socket, LibC.IPPROTO_IPV6, LibC.IPV6_V6ONLY, value, value.Length);
            }

            Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
            var length = SocketAddress.Write(address, answer.Address, 0, lookup.Port);
            var error = LibC.bind(socket, address, length) == 0 ? 0 : Marshal.GetLastPInvokeError();
            return error switch
            {
                0 => answer with { WithReuse = ListenOutcome.Yes, IsAsked = true },
                Errno.EADDRINUSE => answer with { WithReuse = ListenOutcome.No, WithoutReuse = ListenOutcome.No, IsAsked = true },
                Errno.EACCES => answer with { WhyUnknown = "ports below ip_unprivileged_port_start are for root and CAP_NET_BIND_SERVICE" },
                _ => answer with { WhyUnknown = "bind(): " + new Win32Exception(error).Message },
            };
        }
        catch (IOException problem)
        {
            return answer with { WhyUnknown = problem.Message };
        }
    }

    /// <summary>True where a port is as before when a bind owner that shared it has gone (Linux 6.18).</summary>
    private bool Restores() => _restores ??= _asker!.RestoresPorts();

    /// <summary>A port of the range on which nothing is, 0 where none was found.</summary>
    private ushort FindSpare(PortRange range)
    {
        var rows = new Anything();
        for (var tries = 0; tries < MostTries && range.Size > 0; tries++)
        {
            var port = (ushort)(range.Low + System.Security.Cryptography.RandomNumberGenerator.GetInt32(range.Size));
            var only = new PortRange(port, port);
            _source.ReadSockets(only, rows);
            if (!rows.IsThere && _source.ReadListeners(only).Count == 0 && !_source.ReadBound().Holders.Any(holder => holder.Port == port))
            {
                return port;
            }
        }

        return 0;
    }

    private sealed class Anything : ISocketSink
    {
        internal bool IsThere { get; private set; }

        public void Restart() => IsThere = false;

        public void Add(in SocketRow row) => IsThere = true;
    }
}
