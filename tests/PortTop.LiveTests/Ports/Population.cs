using System.Diagnostics;
using PortTop.Kernel;
using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// Sockets made at random in a namespace, all in one thread of it, while a poller watches: every way in which a socket comes to a port
/// and leaves it.
/// </summary>
internal sealed class Population : IDisposable
{
    private const int ServerPorts = 2;
    private const int MaxPolls = 100;

    internal static readonly string[] IPv4Sources = ["127.0.0.1", "10.77.0.1", "10.77.0.2"];
    internal static readonly string[] IPv4Destinations = ["127.0.0.1", "127.0.0.2", "10.77.0.1"];
    internal const string IPv6 = "fd77::1";

    private readonly Random _random;
    private readonly Dictionary<(string Address, int Port), RawSocket> _servers = [];
    private readonly List<(RawSocket Client, RawSocket Child)> _connections = [];
    private readonly List<RawSocket> _others = [];
    private readonly InsideListeners _inside;
    private readonly KernelSocketSource _source = new(CollectorChoice.Netlink, new KernelRoots());
    private readonly Poller _poller;
    private int _polls;

    internal Population(int seed)
    {
        _random = new Random(seed);

        // Outside every range that is set here, and others for each: accepted sockets stay behind in TIME-WAIT.
        FirstServerPort = 10_000 + (seed * ServerPorts);

        // A second passes from poll to poll, as it does for whoever watches, though none does here.
        _poller = new Poller(_source, () => Stopwatch.GetElapsedTime(0) + TimeSpan.FromSeconds(_polls));
        _inside = new InsideListeners(_random);
        Low = _random.Next(30_000, 60_000);
        High = Low + _random.Next(20, 61) - 1;
    }

    internal int FirstServerPort { get; }

    internal int Low { get; }

    internal int High { get; }

    /// <summary>True for the pools of clients, and not those that clients of listeners inside the range leave behind.</summary>
    internal bool IsOfClients(PoolKey key) => key.HasDestination && key.Port >= FirstServerPort && key.Port < FirstServerPort + ServerPorts;

    internal string Story { get; private set; } = string.Empty;

    public void Dispose()
    {
        foreach (var (client, child) in _connections)
        {
            // Nothing of one population must be left for the next.
            client.Reset();
            child.Reset();
        }

        _others.ForEach(static socket => socket.Dispose());
        _inside.Dispose();
        foreach (var server in _servers.Values)
        {
            server.Dispose();
        }

        _source.Dispose();
    }

    /// <summary>Sets the sysctls and listens.</summary>
    internal void Begin()
    {
        Sysctl("ip_local_port_range", $"{Low} {High}");
        Sysctl("ip_local_reserved_ports", _random.Next(3) == 0 ? string.Join(',', Enumerable.Range(0, 4).Select(_ => AnyPort())) : "\n");
        Sysctl("tcp_tw_reuse", $"{_random.Next(3)}");

        // Old enough at once, or never: nothing here may depend on how quick the machine is.
        Sysctl("tcp_tw_reuse_delay", _random.Next(2) == 0 ? "1" : "50000");
        foreach (var address in (string[])[.. IPv4Destinations, IPv6])
        {
            for (var port = FirstServerPort; port < FirstServerPort + ServerPorts; port++)
            {
                var server = RawSocket.Tcp(address.Contains(':', StringComparison.Ordinal));
                server.Bind(address, port).ShouldBe(0);
                server.Listen().ShouldBe(0);
                _servers.Add((address, port), server);
            }
        }
    }

    /// <summary>One poll.</summary>
    internal Snapshot Poll() => _poller.Poll(DateTimeOffset.UtcNow, _polls++ == 0 ? null : 1, new Interest(TimeSpan.FromSeconds(1)));

    /// <summary>A poll at which the holders were read too: where the machine is slow for a moment, porttop reads them more rarely.</summary>
    internal Snapshot PollAll()
    {
        var snapshot = Poll();
        for (var attempt = 0; !snapshot.Ports.Bound.IsFresh && attempt < MaxPolls; attempt++)
        {
            snapshot = Poll();
        }

        return snapshot;
    }

    /// <summary>Makes sockets, and polls every few of them when <paramref name="isWatched"/>.</summary>
    internal void Make(int actions, bool isWatched)
    {
        Poll();
        for (var i = 0; i < actions; i++)
        {
            Act();
            if (isWatched)
            {
                Poll();
            }
        }
    }

    private void Act()
    {
        switch (_random.Next(20))
        {
            case < 5:
                Connect(static (_, _) => 0, "autobind");
                break;
            case 5:
                Connect((client, source) =>
                {
                    client.BindAddressNoPort();
                    return client.Bind(source, 0);
                }, "no-port");
                break;
            case 6 or 7:
                Connect(static (client, source) => client.Bind(source, 0), "bind(S,0)");
                break;
            case 8:
                Connect(static (client, source) => client.Bind(source.Contains(':', StringComparison.Ordinal) ? "::" : "0.0.0.0", 0), "bind(*,0)");
                break;
            case 9:
                Connect((client, source) => client.Bind(source, AnyPort()), "bind(S,p)");
                break;
            case 10:
                BindOnly();
                break;
            case 11:
                Tell(_inside.Listen(AnyPort()));
                break;
            case 12:
                if (_inside.Accept() is { } connection)
                {
                    _connections.Add(connection);
                    Tell($"accepts on {connection.Child.Local.Port}");
                }

                break;
            case 13:
                Tell(_inside.Close());
                break;
            case 14:
                ConnectMapped();
                break;
            case 15:
                Close(count: _random.Next(1, 8));
                break;
            default:
                Close(count: 1);
                break;
        }
    }

    private void Connect(Func<RawSocket, string, int> prepare, string word)
    {
        var isIPv6 = _random.Next(6) == 0;
        var (source, destination) = isIPv6 ? (IPv6, IPv6) : (Any(IPv4Sources), Any(IPv4Destinations));
        var port = FirstServerPort + _random.Next(ServerPorts);
        for (var i = _random.Next(1, 5); i > 0; i--)
        {
            var client = RawSocket.Tcp(isIPv6);
            if (prepare(client, source) == 0 && client.Connect(destination, port) == 0)
            {
                Tell($"{word} {client.Local} > {destination}:{port}");
                Keep(client, destination, port);
            }
            else
            {
                client.Dispose();
            }
        }
    }

    private void ConnectMapped()
    {
        var destination = Any(IPv4Destinations);
        var client = RawSocket.Tcp(isIPv6: true);
        if (client.Connect(destination, FirstServerPort) == 0)
        {
            Tell($"mapped {client.Local} > {destination}");
            Keep(client, destination, FirstServerPort);
        }
        else
        {
            client.Dispose();
        }
    }

    private void BindOnly()
    {
        var isIPv6 = _random.Next(4) == 0;
        var socket = RawSocket.Tcp(isIPv6);
        if (isIPv6 && _random.Next(4) == 0)
        {
            socket.OnlyIPv6();
        }

        var address = _random.Next(2) == 0 ? (isIPv6 ? "::" : "0.0.0.0") : isIPv6 ? IPv6 : Any(IPv4Sources);
        if (socket.Bind(address, _random.Next(2) == 0 ? 0 : AnyPort()) == 0)
        {
            Tell($"bound {socket.Local}");
        }

        _others.Add(socket);
    }

    private void Close(int count)
    {
        for (; count > 0 && _connections.Count > 0; count--)
        {
            var index = _random.Next(_connections.Count);
            var (client, child) = _connections[index];
            var how = _random.Next(4);
            Tell($"closes {client.Local} {how}");
            switch (how)
            {
                case 0:
                    // The client first: TIME-WAIT.
                    client.Dispose();
                    child.Dispose();
                    break;
                case 1:
                    // The server first, and the client after.
                    child.Dispose();
                    client.Dispose();
                    break;
                case 2:
                    // The server only: CLOSE-WAIT.
                    child.ShutdownWrite();
                    continue;
                default:
                    client.Reset();
                    child.Dispose();
                    break;
            }

            _connections.RemoveAt(index);
        }
    }

    /// <summary>Keeps a client and the server's end of it.</summary>
    internal void Keep(RawSocket client, string destination, int port)
        => _connections.Add((client, _servers[(destination, port)].Accept()));

    /// <summary>Keeps a socket.</summary>
    internal void Keep(RawSocket socket) => _others.Add(socket);

    private int AnyPort() => _random.Next(Low, High + 1);

    private string Any(string[] addresses) => addresses[_random.Next(addresses.Length)];

    private void Tell(string what) => Story += what + "; ";

    private static void Sysctl(string name, string value) => File.WriteAllText("/proc/sys/net/ipv4/" + name, value);
}
