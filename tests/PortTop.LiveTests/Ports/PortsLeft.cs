using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>How many ports the kernel still gives: it is really asked until it refuses, and all are given back without a trace.</summary>
internal static class PortsLeft
{
    /// <summary>By connect() from an address, with a port that the kernel chooses.</summary>
    internal static int Connect(string source, string destination, int port) => Take(RawSocket.EADDRNOTAVAIL, () =>
    {
        var client = RawSocket.Impatient(source.Contains(':', StringComparison.Ordinal));
        client.BindAddressNoPort();
        client.Bind(source, 0).ShouldBe(0);
        var error = client.Connect(destination, port);
        return (client, error == RawSocket.EINPROGRESS ? 0 : error);
    });

    /// <summary>By bind() to port 0 of an address.</summary>
    internal static int Bind(string source) => Take(RawSocket.EADDRINUSE, () =>
    {
        var socket = RawSocket.Tcp(source.Contains(':', StringComparison.Ordinal));
        return (socket, socket.Bind(source, 0));
    });

    /// <summary>By whatever is given.</summary>
    internal static int Take(int refusal, Func<(RawSocket Socket, int Error)> take)
    {
        var taken = new List<RawSocket>();
        while (true)
        {
            var (socket, error) = take();
            if (error == 0)
            {
                taken.Add(socket);
                continue;
            }

            socket.Dispose();
            taken.ForEach(static socket => socket.Reset());
            error.ShouldBe(refusal);
            return taken.Count;
        }
    }
}
