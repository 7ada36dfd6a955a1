using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PortTop.LiveTests.Support;

/// <summary>Connections towards one server at a rate, each closed at once by the client, or held; and when the kernel gave none.</summary>
internal sealed class Load : IDisposable
{
    private readonly NetworkNamespace _network;
    private readonly IPEndPoint _server;
    private readonly Socket _listener;
    private readonly List<Socket> _held = [];

    /// <summary>Listens.</summary>
    internal Load(NetworkNamespace network, string address, int port)
    {
        _network = network;
        _server = new IPEndPoint(IPAddress.Parse(address), port);
        _listener = network.Run(() =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(_server);
            socket.Listen(4096);
            return socket;
        });
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>When connect() found no port.</summary>
    internal List<DateTimeOffset> Failures { get; } = [];

    /// <summary>When each connect() was made: on a busy machine not just when it was due.</summary>
    internal List<DateTimeOffset> Attempts { get; } = [];

    /// <summary>Attempts per second between two moments.</summary>
    internal double RateBetween(DateTimeOffset from, DateTimeOffset to) => Attempts.Count(time => time >= from && time < to) / (to - from).TotalSeconds;

    public void Dispose()
    {
        _listener.Dispose();
        lock (_held)
        {
            _held.ForEach(static socket => socket.Dispose());
        }
    }

    /// <summary>The local addresses that are used in turn; empty for the one that the route gives.</summary>
    internal string[] Sources { get; set; } = [];

    /// <summary>Connects for so many seconds.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="rate">Connections per second by the seconds since the start.</param>
    /// <param name="isHeld">True for a connection, by its number, that is not closed.</param>
    /// <param name="eachSecond">Done inside the namespace once a second, with the seconds since the start.</param>
    internal Task Run(double seconds, Func<double, double> rate, Func<int, bool> isHeld, Action<int>? eachSecond = null)
        => RunWhile(time => time < seconds, rate, isHeld, eachSecond);

    /// <summary>
    /// Connects for as long as something holds, which is told the seconds since the start; the rest as for <see cref="Run"/>.
    /// </summary>
    internal Task RunWhile(
        Func<double, bool> goesOn, Func<double, double> rate, Func<int, bool> isHeld, Action<int>? eachSecond = null)
        => _network.Beside(() =>
    {
        var clock = Stopwatch.StartNew();
        var (due, number, second) = (0.0, 0, 0);
        while (goesOn(clock.Elapsed.TotalSeconds))
        {
            if (clock.Elapsed.TotalSeconds >= second)
            {
                eachSecond?.Invoke(second++);
            }

            if (clock.Elapsed.TotalSeconds < due)
            {
                Thread.Sleep(1);
                continue;
            }

            due += 1 / rate(due);
            Attempts.Add(DateTimeOffset.UtcNow);
            Connect(isHeld(number), Sources.Length == 0 ? null : Sources[number % Sources.Length]);
            number++;
        }
    });

    private void Connect(bool isHeld, string? source)
    {
        const int SOL_IP = 0;
        const int IP_BIND_ADDRESS_NO_PORT = 24;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (source is not null)
            {
                socket.SetRawSocketOption(SOL_IP, IP_BIND_ADDRESS_NO_PORT, BitConverter.GetBytes(1));
                socket.Bind(new IPEndPoint(IPAddress.Parse(source), 0));
            }

            socket.Connect(_server);
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            Failures.Add(DateTimeOffset.UtcNow);
            isHeld = false;
        }

        if (isHeld)
        {
            Hold(socket);
        }
        else
        {
            socket.Dispose();
        }
    }

    /// <summary>The client closes first: what is still open after that is held on purpose.</summary>
    private void Serve()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                if (socket.Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
                {
                    socket.Dispose();
                }
                else
                {
                    Hold(socket);
                }
            }
        }
        catch (SocketException)
        {
            // The listener is closed: the end.
        }
        catch (ObjectDisposedException)
        {
            // The same.
        }
    }

    private void Hold(Socket socket)
    {
        lock (_held)
        {
            _held.Add(socket);
        }
    }
}
