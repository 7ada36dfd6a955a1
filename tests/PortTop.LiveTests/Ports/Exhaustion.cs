using PortTop.LiveTests.Support;
using PortTop.Model;

namespace PortTop.LiveTests.Ports;

/// <summary>Takes ports until the kernel refuses, and says how many it gave.</summary>
internal static class Exhaustion
{
    /// <summary>
    /// Connects as an application does that lets the kernel choose, until it refuses. Returns how many times it gave a port.
    /// </summary>
    internal static int Connect(Population population, PoolKey key)
    {
        var count = 0;
        while (true)
        {
            var client = RawSocket.Tcp(!key.Source.IsIPv4);
            client.BindAddressNoPort();
            client.Bind(key.Source.ToString(), 0).ShouldBe(0);
            var error = client.Connect(key.Destination.ToString(), key.Port);
            if (error != 0)
            {
                error.ShouldBe(RawSocket.EADDRNOTAVAIL);
                client.Dispose();
                return count;
            }

            population.Keep(client, key.Destination.ToString(), key.Port);
            count++;
        }
    }

    /// <summary>Binds to port 0 until the kernel refuses.</summary>
    internal static int Bind(Population population, string source, bool isUdp)
    {
        var count = 0;
        while (true)
        {
            var isIPv6 = source.Contains(':', StringComparison.Ordinal);
            var socket = isUdp ? RawSocket.Udp(isIPv6) : RawSocket.Tcp(isIPv6);
            var error = socket.Bind(source, 0);
            if (error != 0)
            {
                error.ShouldBe(RawSocket.EADDRINUSE);
                socket.Dispose();
                return count;
            }

            population.Keep(socket);
            count++;
        }
    }

    /// <summary>Connects UDP sockets until the kernel refuses.</summary>
    internal static int Udp(Population population)
    {
        var count = 0;
        while (true)
        {
            var socket = RawSocket.Udp();
            var error = socket.Connect("127.0.0.1", 53);
            if (error != 0)
            {
                error.ShouldBe(RawSocket.EAGAIN);
                socket.Dispose();
                return count;
            }

            population.Keep(socket);
            count++;
        }
    }
}
