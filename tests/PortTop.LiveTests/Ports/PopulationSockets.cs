using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// Sockets made at random in a namespace, all in one thread of it: every way in which a socket comes to a port and leaves it.
/// </summary>
internal class PopulationSockets : IDisposable
{
    internal static readonly string[] IPv4Sources = ["127.0.0.1", "10.77.0.1", "10.77.0.2"];
    internal static readonly string[] IPv4Destinations = ["127.0.0.1", "127.0.0.2", "10.77.0.1"];
    internal const string IPv6 = "fd77::1";

    private static readonly string[] Servers = [.. IPv4Destinations, IPv6, "::1"];

    private readonly Dictionary<(string Address, int Port), RawSocket> _servers = [];
    private readonly List<(RawSocket Client, RawSocket Child)> _connections = [];
    private readonly List<RawSocket> _others = [];
    private readonly InsideListeners _inside;

    internal PopulationSockets(Random random, PopulationRules rules)
    {
        Random = random;
        Rules = rules;
        _inside = new InsideListeners(random);
    }

    /// <summary>What the namespace is set to.</summary>
    internal PopulationRules Rules { get; }

    internal int Low => Rules.Low;

    internal int High => Rules.High;

    internal string Story { get; private set; } = string.Empty;

    /// <summary>Everything is drawn from it.</summary>
    protected Random Random { get; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
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
    }

    /// <summary>Sets the sysctls and listens.</summary>
    internal void Begin()
    {
        Sysctl("ip_local_port_range", $"{Low} {High}");
        Sysctl("ip_local_reserved_ports", Rules.Reserved.Length == 0 ? "\n" : Rules.Reserved);
        Sysctl("tcp_tw_reuse", $"{Rules.Reuse}");
        Sysctl("tcp_tw_reuse_delay", $"{Rules.ReuseDelay}");
        foreach (var address in Servers)
        {
            for (var port = Rules.FirstServerPort; port < Rules.FirstServerPort + Rules.ServerPorts; port++)
            {
                var server = RawSocket.Tcp(address.Contains(':', StringComparison.Ordinal));
                server.Bind(address, port).ShouldBe(0);
                server.Listen().ShouldBe(0);
                _servers.Add((address, port), server);
            }
        }
    }

    /// <summary>Does one thing at random.</summary>
    protected void Act()
    {
        switch (Random.Next(20))
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
                Connect(
                    static (client, source) => client.Bind(source.Contains(':', StringComparison.Ordinal) ? "::" : "0.0.0.0", 0),
                    "bind(*,0)");
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
                Close(count: Random.Next(1, 8));
                break;
            default:
                Close(count: 1);
                break;
        }
    }

    private void Connect(Func<RawSocket, string, int> prepare, string word)
    {
        var isIPv6 = Random.Next(6) == 0;
        var (source, destination) = isIPv6 ? (IPv6, IPv6) : (Any(IPv4Sources), Any(IPv4Destinations));
        var port = Rules.FirstServerPort + Random.Next(Rules.ServerPorts);
        for (var i = Random.Next(1, 5); i > 0; i--)
        {
            _ = TryConnect(client => prepare(client, source), word, isIPv6, destination, port);
        }
    }

    /// <summary>Connects a client that was prepared and keeps it; false when the kernel refuses either.</summary>
    protected bool TryConnect(Func<RawSocket, int> prepare, string word, bool isIPv6, string destination, int port)
    {
        var client = RawSocket.Tcp(isIPv6);
        if (prepare(client) != 0 || client.Connect(destination, port) != 0)
        {
            client.Dispose();
            return false;
        }

        Tell($"{word} {client.Local} > {destination}:{port}");
        Keep(client, destination, port);
        return true;
    }

    private void ConnectMapped()
    {
        _ = TryConnect(static _ => 0, "mapped", isIPv6: true, Any(IPv4Destinations), Rules.FirstServerPort);
    }

    /// <summary>Binds and does no more.</summary>
    protected void BindOnly()
    {
        var isIPv6 = Random.Next(4) == 0;
        var socket = RawSocket.Tcp(isIPv6);
        if (isIPv6 && Random.Next(4) == 0)
        {
            socket.OnlyIPv6();
        }

        var address = Random.Next(2) == 0 ? (isIPv6 ? "::" : "0.0.0.0") : isIPv6 ? IPv6 : Any(IPv4Sources);
        if (socket.Bind(address, Random.Next(2) == 0 ? 0 : AnyPort()) == 0)
        {
            Tell($"bound {socket.Local}");
        }

        _others.Add(socket);
    }

    private void Close(int count)
    {
        for (; count > 0 && _connections.Count > 0; count--)
        {
            var index = Random.Next(_connections.Count);
            var (client, child) = _connections[index];
            var how = Random.Next(4);
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

    /// <summary>
    /// So many out of a hundred connections are closed, the client first: TIME-WAIT, or FIN-WAIT-2 where the server keeps its end.
    /// </summary>
    protected void CloseClientsFirst(int percent, bool isServerToo)
    {
        for (var index = _connections.Count - 1; index >= 0; index--)
        {
            if (Random.Next(100) >= percent)
            {
                continue;
            }

            var (client, child) = _connections[index];
            Tell($"closes {client.Local}{(isServerToo ? string.Empty : ", the server does not")}");
            client.Dispose();
            if (isServerToo)
            {
                child.Dispose();
            }
            else
            {
                Keep(child);
            }

            _connections.RemoveAt(index);
        }
    }

    /// <summary>Keeps a client and the server's end of it.</summary>
    internal void Keep(RawSocket client, string destination, int port)
        => _connections.Add((client, _servers[(destination, port)].Accept()));

    /// <summary>Keeps a socket.</summary>
    internal void Keep(RawSocket socket) => _others.Add(socket);

    protected int AnyPort() => Random.Next(Low, High + 1);

    protected string Any(string[] addresses) => addresses[Random.Next(addresses.Length)];

    protected void Tell(string what) => Story += what + "; ";

    private static void Sysctl(string name, string value) => File.WriteAllText("/proc/sys/net/ipv4/" + name, value);
}
