using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>
/// Made-up connections towards one destination, with the ports, TIME-WAIT and timer of a kernel: even ports first, 60 s of TIME-WAIT
/// rounded up to the granule of the timer wheel, and failures where no port is free.
/// </summary>
internal sealed class Traffic
{
    private const double Step = .01;
    private const double TimeWait = 60;

    /// <summary>The granule of the timer wheel at HZ 250.</summary>
    private const double Granule = 2.048;

    private readonly Random _random;
    private readonly PriorityQueue<int, int> _free = new();
    private readonly PriorityQueue<Connection, double> _next = new();
    private readonly HashSet<Connection> _open = [];
    private readonly int _low;
    private double _now;
    private double _due;
    private ulong _identity;

    internal Traffic(int low, int high, int seed = 1)
    {
        _random = new Random(seed);
        _low = low;
        Extend(low, high);
    }

    /// <summary>Connections per second that are tried at a time.</summary>
    internal Func<double, double> Rate { get; set; } = static _ => 0;

    /// <summary>Seconds that a connection lives which begins at a time.</summary>
    internal Func<double, double> Life { get; set; } = static _ => .05;

    /// <summary>Each is tried independently of all others; otherwise they are evenly apart.</summary>
    internal bool IsRandom { get; set; }

    /// <summary>This side closes first: a port stays in TIME-WAIT.</summary>
    internal bool ClosesFirst { get; set; } = true;

    /// <summary>The times of attempts that found no port.</summary>
    internal List<double> Failures { get; } = [];

    /// <summary>How many ports are in use.</summary>
    internal int Used => _open.Count;

    /// <summary>Adds ports.</summary>
    internal void Extend(int low, int high)
    {
        for (var port = low; port <= high; port++)
        {
            Release(port);
        }
    }

    /// <summary>Goes on to a time.</summary>
    internal void Advance(double to)
    {
        while (_now + Step <= to + 1e-9)
        {
            _now += Step;
            while (_next.TryPeek(out var connection, out var at) && at <= _now)
            {
                _ = _next.Dequeue();
                End(connection, at);
            }

            _due += IsRandom ? (_random.NextDouble() < Rate(_now) * Step ? 1 : 0) : Rate(_now) * Step * (.5 + _random.NextDouble());
            for (; _due >= 1; _due--)
            {
                Open();
            }
        }
    }

    /// <summary>The sockets now, as the kernel would list them.</summary>
    internal IEnumerable<SocketRow> Rows() => _open.Select(connection => Rows(connection.Port, connection));

    private SocketRow Rows(int port, Connection connection)
    {
        var row = Tests.Pipeline.Rows.Socket(connection.Identity, port, state: connection.Ends is null ? TcpState.Established : TcpState.TimeWait);
        return connection.Ends is { } ends
            ? row with { Timer = TimeWaitReuse.TimeWaitTimer, ExpiresMilliseconds = (uint)Math.Max(0, (ends - _now) * 1000) }
            : row;
    }

    private void Open()
    {
        if (!_free.TryDequeue(out var port, out _))
        {
            Failures.Add(_now);
            return;
        }

        var connection = new Connection(++_identity, port);
        _open.Add(connection);
        _next.Enqueue(connection, _now + Life(_now));
    }

    private void End(Connection connection, double at)
    {
        if (connection.Ends is null && ClosesFirst)
        {
            connection.Ends = at + TimeWait;
            _next.Enqueue(connection, Math.Ceiling(connection.Ends.Value / Granule) * Granule);
            return;
        }

        _open.Remove(connection);
        Release(connection.Port);
    }

    /// <summary>Even offsets first, in any order.</summary>
    private void Release(int port) => _free.Enqueue(port, ((port - _low) % 2 * 1_000_000) + _random.Next(1_000_000));

    private sealed class Connection(ulong identity, int port)
    {
        internal ulong Identity => identity;

        internal int Port => port;

        /// <summary>When TIME-WAIT ends; null while it is open.</summary>
        internal double? Ends { get; set; }
    }
}
