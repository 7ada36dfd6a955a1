using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>
/// The TCP source ports of one network namespace, by the rules of Linux 6.18: <c>__inet_hash_connect</c> and
/// <c>__inet_check_established</c> for connect(), <c>inet_csk_find_open_port</c> for bind(), <c>tcp_time_wait</c> for what is closed.
/// Seeded: the same calls at the same times give the same ports. No UDP, no devices, no IPv6-only sockets, no SO_REUSEADDR.
/// </summary>
public sealed class SimulatedKernel
{
    private const double TimeWaitSeconds = 60;

    private readonly PortTable _ports;
    private readonly TimerWheel _wheel;
    private readonly Dictionary<ulong, SimulatedSocket> _sockets = [];
    private readonly PriorityQueue<SimulatedSocket, (double Time, ulong Identity)> _timers = new();
    private ulong _identity;

    /// <summary>A namespace without sockets.</summary>
    /// <param name="settings">Range, reserved ports and reuse.</param>
    /// <param name="seed">Makes the starts of searches and the phase of the timer.</param>
    /// <param name="ticksPerSecond">HZ: how late TIME-WAIT ends depends on it.</param>
    public SimulatedKernel(PortSettings settings, int seed = 1, int ticksPerSecond = 250)
    {
        var random = new Random(seed);
        _wheel = new TimerWheel(ticksPerSecond, random.Next(1 << 20));
        _ports = new PortTable(random);
        Settings = settings;
        _ports.Rebuild(settings, []);
    }

    /// <summary>What the sysctls say.</summary>
    public PortSettings Settings { get; private set; }

    /// <summary><c>net.ipv4.tcp_max_tw_buckets</c>: above it sockets close without TIME-WAIT.</summary>
    public int MaxTimeWaits { get; set; } = int.MaxValue;

    /// <summary><c>net.ipv4.tcp_fin_timeout</c>, in seconds.</summary>
    public double FinTimeout { get; set; } = 60;

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    /// <summary>Ports in TIME-WAIT that connect() took over.</summary>
    public long Recycled { get; private set; }

    /// <summary>Sockets that closed without TIME-WAIT, because there were too many.</summary>
    public long Overflows { get; private set; }

    /// <summary>Sockets in TIME-WAIT, and in FIN-WAIT-2 without a process.</summary>
    public int TimeWaits { get; private set; }

    /// <summary>Every socket that has a port.</summary>
    public IReadOnlyCollection<SimulatedSocket> Sockets => _sockets.Values;

    /// <summary>True when connect() gives the port to nobody: bind() holds it, or it is reserved; outside the range too.</summary>
    public bool IsHeld(ushort port) => !Settings.Range.Contains(port) || _ports.Held[port - Settings.Range.Low];

    /// <summary>Goes on to a time; what is due is released on the way.</summary>
    public void Advance(double to)
    {
        while (_timers.TryPeek(out var socket, out var next) && next.Time <= to)
        {
            _ = _timers.Dequeue();
            Now = Math.Max(Now, next.Time);

            // One that went from FIN-WAIT-2 to TIME-WAIT has a later timer too.
            if (socket.IsMini && next.Time >= socket.Expires)
            {
                Remove(socket);
            }
        }

        Now = Math.Max(Now, to);
    }

    /// <summary>Sets the sysctls. Sockets keep their ports, those outside the new range too.</summary>
    public void Set(PortSettings settings)
    {
        Settings = settings;
        _ports.Rebuild(settings, _sockets.Values);

        // The queue of each target goes by age.
        foreach (var socket in _sockets.Values.Where(static socket => socket.State == TcpState.TimeWait).OrderBy(static socket => socket.Expires))
        {
            Age(socket);
        }
    }

    /// <summary>connect() of a socket without a port: the route gave the source, the kernel chooses the port.</summary>
    /// <param name="process">Who calls.</param>
    /// <param name="target">From where to where.</param>
    /// <param name="socket">The socket, in SYN-SENT until <see cref="Answer"/>; null where no port was found.</param>
    /// <param name="isNoPort">The source was bound with IP_BIND_ADDRESS_NO_PORT before.</param>
    /// <param name="start">Where the search begins, an offset from the start of the range; null for where the last one ended.</param>
    public SimulatedError Connect(int process, TargetKey target, out SimulatedSocket? socket, bool isNoPort = false, int? start = null)
    {
        socket = null;
        if (_ports.Search(Reclaimed(target), start) is not { } offset)
        {
            return SimulatedError.AddressNotAvailable;
        }

        var port = (ushort)(Settings.Range.Low + offset);
        if (_ports.Find(port, target) is { } old)
        {
            Recycled++;
            Remove(old);
        }

        socket = Make(process, target, port);
        (socket.State, socket.IsProvenAutobind) = (TcpState.SynSent, isNoPort);
        Add(socket);
        return SimulatedError.None;
    }

    /// <summary>bind(): gives a port that no socket on the same address, or on all, has.</summary>
    /// <param name="process">Who calls.</param>
    /// <param name="source">The local address, or the wildcard.</param>
    /// <param name="port">The port, or 0 for any of the range.</param>
    /// <param name="socket">The socket, bound and idle; null where there is none.</param>
    /// <param name="start">Where the search begins; null for anywhere.</param>
    public SimulatedError Bind(int process, IpAddress source, ushort port, out SimulatedSocket? socket, int? start = null)
    {
        socket = null;
        ushort? found = port == 0 ? _ports.SearchBind(source, start) : _ports.IsBindable(source, port) ? port : null;
        if (found is not { } given)
        {
            return SimulatedError.AddressInUse;
        }

        socket = Make(process, new TargetKey(source, Nowhere(source), 0), given);
        (socket.State, socket.HoldsPort, socket.IsChosen) = (TcpState.Close, true, port != 0);
        Add(socket);
        return SimulatedError.None;
    }

    /// <summary>listen() on a bound socket.</summary>
    public static void Listen(SimulatedSocket socket) => socket.State = TcpState.Listen;

    /// <summary>connect() of a socket that has a port by <see cref="Bind"/>: fails where that very connection exists.</summary>
    public SimulatedError Connect(SimulatedSocket socket, TargetKey target)
    {
        if (_ports.Find(socket.Port, target) is not null)
        {
            return SimulatedError.AddressNotAvailable;
        }

        _ports.MoveTo(socket, target.Source);
        (socket.Destination, socket.DestinationPort, socket.State) = (target.Destination, target.Port, TcpState.SynSent);
        _ports.Block(socket);
        return SimulatedError.None;
    }

    /// <summary>accept(): the connection has the listener's port.</summary>
    /// <param name="listener">The listener.</param>
    /// <param name="target">From the local address to the client.</param>
    public SimulatedSocket Accept(SimulatedSocket listener, TargetKey target)
    {
        var socket = Make(listener.Process, target, listener.Port);
        (socket.State, socket.HoldsPort) = (TcpState.Established, true);
        Add(socket);
        return socket;
    }

    /// <summary>The peer answers the SYN.</summary>
    public static void Answer(SimulatedSocket socket) => socket.State = TcpState.Established;

    /// <summary>The peer closes.</summary>
    /// <param name="socket">An open connection.</param>
    /// <param name="secondsAgo">It did so before, as far as anyone can tell.</param>
    public void PeerCloses(SimulatedSocket socket, double secondsAgo = 0) => (socket.State, socket.PeerClosed) = (TcpState.CloseWait, Now - secondsAgo);

    /// <summary>
    /// The peer resets the connection while the descriptor is open: a port that was asked for by number stays, any other is free.
    /// </summary>
    public void Reset(SimulatedSocket socket)
    {
        if (!socket.IsChosen)
        {
            Remove(socket);
            return;
        }

        _ports.Unblock(socket);
        (socket.State, socket.Destination, socket.DestinationPort) = (TcpState.Close, Nowhere(socket.Source), 0);
    }

    /// <summary>
    /// close(): an open connection goes to TIME-WAIT, or to FIN-WAIT-2 while the peer does not close; anything else is gone, what was reset
    /// already is.
    /// </summary>
    public void Close(SimulatedSocket socket, bool peerCloses = true)
    {
        if (socket.IsMini || socket.IsGone)
        {
            // There is nothing to close: a mini-socket has no process, and what was reset is in no table.
        }
        else if (socket.State != TcpState.Established)
        {
            Remove(socket);
        }
        else if (TimeWaits >= MaxTimeWaits)
        {
            Overflows++;
            Remove(socket);
        }
        else
        {
            TimeWaits++;
            socket.Process = 0;
            Wait(socket, peerCloses ? TcpState.TimeWait : TcpState.FinWait2, peerCloses ? TimeWaitSeconds : FinTimeout);
        }
    }

    /// <summary>The peer closes what was left in FIN-WAIT-2: TIME-WAIT begins.</summary>
    public void Finish(SimulatedSocket socket)
    {
        if (!socket.IsGone && socket.State == TcpState.FinWait2)
        {
            Wait(socket, TcpState.TimeWait, TimeWaitSeconds);
        }
    }

    /// <summary>close() with a reset (SO_LINGER 0), or of what never connected: no TIME-WAIT. Null does nothing.</summary>
    public void Abort(SimulatedSocket? socket)
    {
        if (socket is not null)
        {
            Remove(socket);
        }
    }

    /// <summary>How many ports connect() can be given towards a target.</summary>
    public int CountFree(TargetKey target) => Reclaimed(target).Blocked.CountLeft(_ports.Held);

    /// <summary>True when connect() can be given a port towards a target, wherever its search begins.</summary>
    public bool IsFree(TargetKey target, ushort port)
    {
        var offset = port - Settings.Range.Low;
        return Settings.Range.Contains(port) && !Reclaimed(target).Blocked[offset] && !_ports.Held[offset];
    }

    /// <summary>True when bind() can be given a port on an address.</summary>
    public bool IsBindable(IpAddress source, ushort port) => _ports.IsBindable(source, port);

    private static IpAddress Nowhere(IpAddress source) => source.IsIPv4 ? IpAddress.AnyIPv4 : default;

    private void Wait(SimulatedSocket socket, TcpState state, double seconds)
    {
        socket.State = state;
        socket.Expires = Now + seconds;
        _timers.Enqueue(socket, (_wheel.Fires(Now, socket.Expires), socket.Identity));
        Age(socket);
    }

    /// <summary>From now on it waits to be given out again, where that is done.</summary>
    private void Age(SimulatedSocket socket)
    {
        if (socket.State == TcpState.TimeWait && ReuseDelay(socket.Target) is not null)
        {
            _ports.Of(socket.Target).Young.Enqueue(socket);
        }
    }

    /// <summary>
    /// The ports of a target: what has been in TIME-WAIT for long enough blocks its port no longer, where it is given out again.
    /// </summary>
    private TargetPorts Reclaimed(TargetKey target)
    {
        var ports = _ports.Of(target);
        if (ReuseDelay(target) is { } delay)
        {
            while (ports.Young.TryPeek(out var socket) && (socket.IsGone || Now - (socket.Expires - TimeWaitSeconds) > delay))
            {
                _ = ports.Young.Dequeue();
                if (!socket.IsGone)
                {
                    _ports.Unblock(socket);
                }
            }
        }

        return ports;
    }

    private double? ReuseDelay(TargetKey target)
        => Settings.Reuse.DelayOf(new PoolKey(0, Protocol.Tcp, PoolKind.Connect, 0, target.Source, target.Destination, target.Port));

    private SimulatedSocket Make(int process, TargetKey target, ushort port)
        => new(++_identity, process) { Source = target.Source, Destination = target.Destination, DestinationPort = target.Port, Port = port };

    private void Add(SimulatedSocket socket)
    {
        _sockets.Add(socket.Identity, socket);
        _ports.Add(socket);
    }

    private void Remove(SimulatedSocket socket)
    {
        if (!socket.IsGone)
        {
            TimeWaits -= socket.IsMini ? 1 : 0;
            _ports.Remove(socket);
            (socket.IsGone, socket.Process) = (true, 0);
            _ = _sockets.Remove(socket.Identity);
        }
    }
}
