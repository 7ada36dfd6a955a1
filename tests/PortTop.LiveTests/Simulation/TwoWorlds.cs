using System.Diagnostics;
using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>
/// The real kernel and the made-up one, side by side. Whatever is done is done in both and must come to the same. The real kernel begins
/// its searches at a secret offset, so it chooses first; the made-up one then begins at the place from which its own rules lead to that
/// very port. All of it runs in one thread of a network namespace.
/// </summary>
internal sealed class TwoWorlds : IDisposable
{
    internal static readonly IpAddress Loopback = IpAddress.FromIPv4(0x7f00_0001);
    internal static readonly IpAddress Other = IpAddress.FromIPv4(0x0a4e_0001);
    private const int Process = 1;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<(IpAddress Address, ushort Port), RawSocket> _servers = [];
    private readonly List<Twin> _twins = [];

    /// <summary>The next port of clients of listeners inside the range: outside of it, as those of servers are.</summary>
    private int _clientPort = 21_000;

    /// <summary>Sets the sysctls and listens.</summary>
    /// <param name="settings">Range, reserved ports and reuse.</param>
    internal TwoWorlds(PortSettings settings)
    {
        Kernel = new SimulatedKernel(settings);
        Set(settings);
        foreach (var (address, port) in ((IpAddress, ushort)[])[(IpAddress.FromIPv4(0x7f00_0002), 20_001), (Other, 20_002)])
        {
            var server = RawSocket.Tcp();
            server.Bind(address.ToString(), port).ShouldBe(0);
            server.Listen().ShouldBe(0);
            _servers.Add((address, port), server);
            Targets.Add(new TargetKey(Loopback, address, port));
            Targets.Add(new TargetKey(Other, address, port));
        }
    }

    /// <summary>The made-up kernel.</summary>
    internal SimulatedKernel Kernel { get; }

    /// <summary>Two source addresses, each towards two servers.</summary>
    internal List<TargetKey> Targets { get; } = [];

    /// <summary>What can still be done something with.</summary>
    internal IEnumerable<Twin> Twins => _twins.Where(static twin => twin.Phase != TwinPhase.Done);

    /// <summary>Seconds of both worlds.</summary>
    internal double Now => _clock.Elapsed.TotalSeconds;

    /// <summary>Peers that closed before this side did: they are in TIME-WAIT, on ports outside the range.</summary>
    internal HashSet<(TargetKey Target, ushort Port)> PeersWaiting { get; } = [];

    private PortRange Range => Kernel.Settings.Range;

    public void Dispose()
    {
        _twins.ForEach(static twin => twin.Dispose());
        foreach (var server in _servers.Values)
        {
            server.Dispose();
        }
    }

    /// <summary>Time passes in the made-up world too.</summary>
    internal void Advance() => Kernel.Advance(Now);

    /// <summary>Sets the sysctls.</summary>
    internal void Set(PortSettings settings)
    {
        Sysctl("ip_local_port_range", $"{settings.Range.Low} {settings.Range.High}");
        Sysctl("ip_local_reserved_ports", settings.Reserved.ToText() + "\n");
        Sysctl("tcp_tw_reuse", $"{settings.Reuse.Mode}");
        Sysctl("tcp_tw_reuse_delay", $"{settings.Reuse.DelayMilliseconds}");
        Kernel.Set(settings);
    }

    /// <summary>Sets how many sockets may be in TIME-WAIT, and how many seconds FIN-WAIT-2 lasts without a process.</summary>
    internal void Limit(int maxTimeWaits, int finTimeout)
    {
        Sysctl("tcp_max_tw_buckets", $"{maxTimeWaits}");
        Sysctl("tcp_fin_timeout", $"{finTimeout}");
        (Kernel.MaxTimeWaits, Kernel.FinTimeout) = (maxTimeWaits, finTimeout);
    }

    /// <summary>
    /// Where the route leads from, for who binds to no address: loopback stays on loopback, an own address goes from itself.
    /// </summary>
    internal static TargetKey Routed(TargetKey target) => target with { Source = target.Destination.IsLoopback ? Loopback : Other };

    /// <summary>
    /// connect() of a socket without a port; its address was bound where <paramref name="isNoPort"/>. Null where none is left.
    /// </summary>
    internal Twin? Connect(TargetKey target, bool isNoPort)
    {
        var real = RawSocket.Tcp();
        if (isNoPort)
        {
            real.BindAddressNoPort();
            real.Bind(target.Source.ToString(), 0).ShouldBe(0);
        }

        var error = real.Connect(target.Destination.ToString(), target.Port);
        Advance();
        int? start = error == 0 ? (real.Local.Port - Range.Low) & ~1 : null;
        var simulatedError = Kernel.Connect(Process, target, out var simulated, isNoPort, start);
        Agree($"connect from {target.Source} to {target.Destination}", real, error, simulated, simulatedError);
        return Keep(real, simulated, TwinPhase.Connected, twin => Accepted(twin, target));
    }

    /// <summary>bind() to a port, or to any with 0. Null where it failed.</summary>
    internal Twin? Bind(IpAddress source, ushort port)
    {
        var real = RawSocket.Tcp();
        var error = real.Bind(source.ToString(), port);
        Advance();
        int? start = error == 0 && port == 0 ? (real.Local.Port - Range.Low) | 1 : null;
        var simulatedError = Kernel.Bind(Process, source, port, out var simulated, start);
        Agree($"bind to {source}:{port}", real, error, simulated, simulatedError);
        return Keep(real, simulated, TwinPhase.Bound, static _ => { });
    }

    /// <summary>connect() of a bound socket.</summary>
    internal void Connect(Twin twin, TargetKey target)
    {
        var error = twin.Real.Connect(target.Destination.ToString(), target.Port);
        Advance();
        Agree($"connect of {twin.Real.Local}", twin.Real, error, twin.Simulated, Kernel.Connect(twin.Simulated, target));
        if (error == 0)
        {
            twin.Phase = TwinPhase.Connected;
            Accepted(twin, target);
        }
    }

    /// <summary>listen().</summary>
    internal static void Listen(Twin twin)
    {
        twin.Real.Listen().ShouldBe(0);
        SimulatedKernel.Listen(twin.Simulated);
        twin.Phase = TwinPhase.Listening;
    }

    /// <summary>A client whose port is outside the range connects to a listener: what is accepted has the listener's port.</summary>
    internal Twin Accept(Twin listener, IpAddress local)
    {
        var client = RawSocket.Tcp();
        client.Bind(Loopback.ToString(), _clientPort).ShouldBe(0);
        client.Connect(local.ToString(), listener.Real.Local.Port).ShouldBe(0);
        var child = listener.Real.Accept();
        Advance();
        var simulated = Kernel.Accept(listener.Simulated, new TargetKey(local, Loopback, (ushort)_clientPort++));
        return Keep(child, simulated, TwinPhase.Connected, twin => twin.Peer = client)!;
    }

    private static void Agree(string what, RawSocket real, int error, SimulatedSocket? simulated, SimulatedError simulatedError)
    {
        var expected = error switch
        {
            0 => SimulatedError.None,
            RawSocket.EADDRNOTAVAIL => SimulatedError.AddressNotAvailable,
            RawSocket.EADDRINUSE => SimulatedError.AddressInUse,
            _ => throw new ShouldAssertException($"{what}: error {error}"),
        };
        simulatedError.ShouldBe(expected, $"{what}, port {real.Local.Port} of the real kernel");
        (simulated?.Port ?? 0).ShouldBe(error == 0 ? (ushort)real.Local.Port : (ushort)0, what);
    }

    private static void Sysctl(string name, string value) => File.WriteAllText("/proc/sys/net/ipv4/" + name, value);

    private void Accepted(Twin twin, TargetKey target)
    {
        twin.Peer = _servers[(target.Destination, target.Port)].Accept();
        SimulatedKernel.Answer(twin.Simulated);

        // A SYN from the same port puts an end to a TIME-WAIT of the server's.
        _ = PeersWaiting.Remove((target, twin.Simulated.Port));
    }

    private Twin? Keep(RawSocket real, SimulatedSocket? simulated, TwinPhase phase, Action<Twin> complete)
    {
        if (simulated is null)
        {
            real.Dispose();
            return null;
        }

        var twin = new Twin(real, simulated) { Phase = phase };
        _twins.Add(twin);
        complete(twin);
        return twin;
    }
}
