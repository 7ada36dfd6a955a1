namespace PortTop.Model;

/// <summary>Which ports the kernel may hand out in a network namespace: the range and what is taken from it for every destination.</summary>
public sealed class PortSpace
{
    private readonly PortSet _held = new();

    /// <summary>Joins what was read from the kernel.</summary>
    /// <param name="range"><c>net.ipv4.ip_local_port_range</c>, which serves IPv4 and IPv6, TCP and UDP.</param>
    /// <param name="reserved"><c>net.ipv4.ip_local_reserved_ports</c>; ports outside the range may be among them.</param>
    /// <param name="listeners">The listening sockets; those on reserved ports and outside the range take nothing and are left out.</param>
    /// <param name="reuse">When TIME-WAIT ports are given out again.</param>
    public PortSpace(PortRange range, PortSet reserved, IReadOnlyList<Listener> listeners, TimeWaitReuse reuse = default)
    {
        Reuse = reuse;
        Range = range;
        ReservedPorts = reserved;
        Listeners = [.. listeners.Where(listener => range.Contains(listener.Port) && !reserved.Contains(listener.Port))];
        foreach (var listener in Listeners)
        {
            _held.Add(listener.Port);
        }

        Reserved = reserved.CountIn(range);
        Held = _held.Count;
    }

    /// <summary>The ephemeral range.</summary>
    public PortRange Range { get; }

    /// <summary>The reserved ports, inside the range and outside.</summary>
    public PortSet ReservedPorts { get; }

    /// <summary>The listening sockets on ports that could otherwise be handed out, one entry an address.</summary>
    public IReadOnlyList<Listener> Listeners { get; }

    /// <summary>When TIME-WAIT ports are given out again.</summary>
    public TimeWaitReuse Reuse { get; }

    /// <summary>How many ports of the range are reserved.</summary>
    public int Reserved { get; }

    /// <summary>How many ports of the range, not reserved, have a listener.</summary>
    public int Held { get; }

    /// <summary>How many ports each target can be given: range − reserved − listeners.</summary>
    public int Usable => Range.Size - Reserved - Held;

    /// <summary>True when both hand out the same ports, by the same rules.</summary>
    public bool IsSameAs(PortSpace other)
        => Range == other.Range && Reuse == other.Reuse && ReservedPorts.IsSameAs(other.ReservedPorts) && _held.IsSameAs(other._held);

    /// <summary>True when connect() may be given <paramref name="port"/>.</summary>
    public bool IsUsable(ushort port) => Range.Contains(port) && !ReservedPorts.Contains(port) && !_held.Contains(port);
}
