using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Nat;

/// <summary>A client, a router and a server, each a namespace of its own: 10.77.1.2, 10.77.1.1 and 10.77.2.1, 10.77.2.2.</summary>
internal sealed class RoutedNetwork : IDisposable
{
    internal const string ClientAddress = "10.77.1.2";
    internal const string NatAddress = "10.77.2.1";
    internal const string ServerAddress = "10.77.2.2";

    private readonly List<RawSocket> _sockets = [];

    internal RoutedNetwork()
    {
        Assert.SkipUnless(Command.Exists("nft"), "needs nft, to translate addresses (package nftables)");
        Client = new NetworkNamespace();
        Router = new NetworkNamespace();
        Server = new NetworkNamespace();
        Link(Client, "10.77.1.2/24", "in0", "10.77.1.1/24");
        Link(Server, "10.77.2.2/24", "out0", "10.77.2.1/24");
        Client.Execute("ip", "route", "add", "default", "via", "10.77.1.1");
        Server.Execute("ip", "route", "add", "default", "via", "10.77.2.1");
        Router.Sysctl("net.ipv4.ip_forward", "1");
    }

    internal NetworkNamespace Client { get; }

    internal NetworkNamespace Router { get; }

    internal NetworkNamespace Server { get; }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        Client.Dispose();
        Router.Dispose();
        Server.Dispose();
    }

    /// <summary>Translates by one rule of nft.</summary>
    internal void Translate(string rule)
        => Router.Execute("nft", $"table ip nat {{ chain post {{ type nat hook postrouting priority 100; {rule}; }}; }}");

    /// <summary>The server listens.</summary>
    internal void Listen(int port) => Server.Run(() =>
    {
        var socket = Keep(RawSocket.Tcp());
        socket.Bind("0.0.0.0", port).ShouldBe(0);
        socket.Listen().ShouldBe(0);
    });

    /// <summary>The client asks for so many connections and waits for none.</summary>
    internal void Connect(int port, int count) => Client.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            Keep(RawSocket.Impatient()).Connect(ServerAddress, port).ShouldBe(RawSocket.EINPROGRESS);
        }
    });

    /// <summary>The router itself connects from its NAT address and a port, and waits; the error, 0 for none.</summary>
    internal int ConnectRouter(int fromPort, int port) => Router.Run(() =>
    {
        var socket = Keep(RawSocket.Tcp());
        socket.Bind(NatAddress, fromPort).ShouldBe(0);
        return socket.Connect(ServerAddress, port);
    });

    /// <summary>The client sends a datagram from each of so many sockets.</summary>
    internal void SendDatagrams(int port, int count) => Client.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Udp);
            socket.SendTo([1], new System.Net.IPEndPoint(System.Net.IPAddress.Parse(ServerAddress), port));
        }
    });

    private void Link(NetworkNamespace end, string address, string routerDevice, string routerAddress)
    {
        // "PID/task/TID": a namespace is a thread's.
        var thread = end.Run(static () => new FileInfo("/proc/thread-self").LinkTarget!);
        Router.Execute("ip", "link", "add", routerDevice, "type", "veth", "peer", "name", "eth0", "netns", $"/proc/{thread}/ns/net");
        end.Execute("ip", "addr", "add", address, "dev", "eth0");
        end.Execute("ip", "link", "set", "eth0", "up");
        Router.Execute("ip", "addr", "add", routerAddress, "dev", routerDevice);
        Router.Execute("ip", "link", "set", routerDevice, "up");
    }

    private RawSocket Keep(RawSocket socket)
    {
        lock (_sockets)
        {
            _sockets.Add(socket);
        }

        return socket;
    }
}
