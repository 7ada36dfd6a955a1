using System.Net;
using System.Net.Sockets;

namespace PortTop.LiveTests.Support;

/// <summary>Clients and servers inside a namespace, all closed at the end.</summary>
internal sealed class Peers(NetworkNamespace network) : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

    /// <summary>Listens.</summary>
    internal Socket Listen(string address, int port) => network.Run(() =>
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), port);
        var socket = Keep(new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        socket.Bind(endpoint);
        socket.Listen(4096);
        return socket;
    });

    /// <summary>Accepts so many connections of the first listener and closes them: who closed first goes to TIME-WAIT.</summary>
    internal void CloseAccepted(int count) => network.Run(() =>
    {
        for (var i = 0; i < count; i++)
        {
            _sockets[0].Accept().Dispose();
        }

        return 0;
    });

    /// <summary>Connects and lets the kernel choose the port; null with the kernel's error when it has none.</summary>
    internal (Socket? Socket, SocketError Error) TryConnect(string address, int port) => network.Run<(Socket?, SocketError)>(() =>
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(address), port);
        var socket = Keep(new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        try
        {
            socket.Connect(endpoint);
            return (socket, SocketError.Success);
        }
        catch (SocketException problem)
        {
            return (null, problem.SocketErrorCode);
        }
    });

    /// <summary>Connects as many times as asked; every one must succeed.</summary>
    internal Socket[] Connect(string address, int port, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var (socket, error) = TryConnect(address, port);
        error.ShouldBe(SocketError.Success, $"connection {i + 1} to {address}:{port}");
        return socket!;
    })];

    /// <summary>Connects with an IPv6 socket that speaks IPv4 (v4-mapped).</summary>
    internal void ConnectMapped(string address, int port) => network.Run(() =>
    {
        var socket = Keep(new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true });
        socket.Connect(new IPEndPoint(IPAddress.Parse(address).MapToIPv6(), port));
        return 0;
    });

    private Socket Keep(Socket socket)
    {
        _sockets.Add(socket);
        return socket;
    }
}
