using System.Net.Sockets;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Listeners on ports inside the range, and clients of theirs with ports outside it.</summary>
internal sealed class InsideListeners(Random random) : IDisposable
{
    private readonly List<RawSocket> _listeners = [];
    private int _clientPort = 21_000;

    public void Dispose() => _listeners.ForEach(static socket => socket.Dispose());

    /// <summary>Listens on a port where that can be had. Returns what happened.</summary>
    internal string Listen(int port)
    {
        var isIPv6 = random.Next(4) == 0;
        var socket = RawSocket.Tcp(isIPv6);
        if (isIPv6 && random.Next(2) == 0)
        {
            socket.OnlyIPv6();
        }

        if (random.Next(3) == 0)
        {
            // What is accepted inherits it, and looks as if connect() had chosen its port.
            socket.BindAddressNoPort();
        }

        if (socket.Bind(isIPv6 ? "::" : random.Next(2) == 0 ? "0.0.0.0" : "127.0.0.1", port) == 0 && socket.Listen() == 0)
        {
            _listeners.Add(socket);
            return $"listens {socket.Local}";
        }

        socket.Dispose();
        return $"cannot listen on {port}";
    }

    /// <summary>A client connects to one of them; null where it cannot.</summary>
    internal (RawSocket Client, RawSocket Child)? Accept()
    {
        if (_listeners.Count == 0)
        {
            return null;
        }

        var listener = _listeners[random.Next(_listeners.Count)];
        var local = listener.Local;
        var isIPv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        var client = RawSocket.Tcp(isIPv6);
        var target = isIPv6 ? Population.IPv6 : "127.0.0.1";
        if (client.Bind(target, _clientPort++) == 0 && client.Connect(target, local.Port) == 0)
        {
            return (client, listener.Accept());
        }

        client.Dispose();
        return null;
    }

    /// <summary>Closes one of them; its children stay. Returns what happened.</summary>
    internal string Close()
    {
        if (_listeners.Count == 0)
        {
            return "no listener to close";
        }

        var index = random.Next(_listeners.Count);
        var what = $"closes listener {_listeners[index].Local}";
        _listeners[index].Dispose();
        _listeners.RemoveAt(index);
        return what;
    }
}
