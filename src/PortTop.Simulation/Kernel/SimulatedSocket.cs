using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>A TCP socket of the made-up kernel.</summary>
public sealed class SimulatedSocket
{
    internal SimulatedSocket(ulong identity, int process)
    {
        Identity = identity;
        Process = process;
    }

    /// <summary>Its cookie, never 0. It stays through TIME-WAIT.</summary>
    public ulong Identity { get; }

    /// <summary>The process that has it, 0 when none has any more.</summary>
    public int Process { get; internal set; }

    /// <summary>Its state. <see cref="TcpState.Close"/> for one that is bound and idle, and for one that was reset.</summary>
    public TcpState State { get; internal set; }

    /// <summary>The local address; the wildcard where bind() was given none.</summary>
    public IpAddress Source { get; internal set; }

    /// <summary>The local port, 0 while it has none.</summary>
    public ushort Port { get; internal set; }

    /// <summary>The remote address.</summary>
    public IpAddress Destination { get; internal set; }

    /// <summary>The remote port, 0 while it is not connected.</summary>
    public ushort DestinationPort { get; internal set; }

    /// <summary>Its port came from bind(), listen() or accept(): no connect() is given it, whatever the target.</summary>
    public bool HoldsPort { get; internal set; }

    /// <summary>It asked bind() for this very port (SOCK_BINDPORT_LOCK): it keeps it even when the connection is reset.</summary>
    public bool IsChosen { get; internal set; }

    /// <summary>Its address was bound without a port (IP_BIND_ADDRESS_NO_PORT).</summary>
    public bool IsProvenAutobind { get; internal set; }

    /// <summary>When its TIME-WAIT timer is due, in seconds of the simulation; NaN while none runs.</summary>
    public double Expires { get; internal set; } = double.NaN;

    /// <summary>When its peer closed, in seconds of the simulation; NaN while it did not.</summary>
    public double PeerClosed { get; internal set; } = double.NaN;

    /// <summary>It is in no table any more.</summary>
    public bool IsGone { get; internal set; }

    /// <summary>TIME-WAIT and FIN-WAIT-2 without a process: a mini-socket with nothing but a timer.</summary>
    internal bool IsMini => !double.IsNaN(Expires);

    /// <summary>The tuple that it takes its port from while it is connected.</summary>
    internal TargetKey Target => new(Source, Destination, DestinationPort);

    /// <summary>The row that a dump gives of it.</summary>
    internal SocketRow ToRow(double now) => new()
    {
        Identity = Identity,
        Source = Source,
        SourcePort = Port,
        Destination = Destination,
        DestinationPort = DestinationPort,
        State = State,
        Timer = IsMini ? TimeWaitReuse.TimeWaitTimer : (byte)0,
        ExpiresMilliseconds = IsMini ? (uint)Math.Max(0, (Expires - now) * 1000) : 0,
        SilentMilliseconds = double.IsNaN(PeerClosed) ? 0 : (uint)((now - PeerClosed) * 1000),
        UserId = Process == 0 ? 0u : SimulatedProcesses.User,
        Inode = Process == 0 ? 0 : SimulatedProcesses.InodeOf(this),
        IsProvenAutobind = IsProvenAutobind,
    };
}
