namespace PortTop.Model;

/// <summary>Which ports the kernel may hand out in a network namespace: the range and what is taken from it for every destination.</summary>
public sealed class PortSpace
{
    private readonly PortSet _usable = new();
    private readonly PortSet _reserved;

    /// <summary>Joins what was read from the kernel.</summary>
    /// <param name="range"><c>net.ipv4.ip_local_port_range</c>, which serves IPv4 and IPv6, TCP and UDP.</param>
    /// <param name="reserved"><c>net.ipv4.ip_local_reserved_ports</c>; ports outside the range may be among them.</param>
    /// <param name="listeners">The listening sockets; those on reserved ports and outside the range take nothing and are left out.</param>
    /// <param name="reuse">When TIME-WAIT ports are given out again.</param>
    public PortSpace(PortRange range, PortSet reserved, IReadOnlyList<Listener> listeners, TimeWaitReuse reuse = default)
    {
        Reuse = reuse;
        _reserved = reserved;
        Range = range;
        Listeners = [.. listeners.Where(listener => range.Contains(listener.Port) && !reserved.Contains(listener.Port))];
        _usable.Add(range);
        _usable.Remove(reserved);
        Reserved = range.Size - _usable.Count;
        foreach (var listener in Listeners)
        {
            _usable.Remove(listener.Port);
        }

        Usable = _usable.Count;
        Held = range.Size - Reserved - Usable;
    }

    /// <summary>The ephemeral range.</summary>
    public PortRange Range { get; }

    /// <summary>The listening sockets on ports that could otherwise be handed out, one entry an address.</summary>
    public IReadOnlyList<Listener> Listeners { get; }

    /// <summary>When TIME-WAIT ports are given out again.</summary>
    public TimeWaitReuse Reuse { get; }

    /// <summary>How many ports of the range are reserved.</summary>
    public int Reserved { get; }

    /// <summary>How many ports of the range, not reserved, have a listener.</summary>
    public int Held { get; }

    /// <summary>How many ports each target can be given: range − reserved − listeners.</summary>
    public int Usable { get; }

    /// <summary>True when both are set alike: range, reserved ports and reuse. Listeners come and go and make a port or two of difference.</summary>
    public bool IsSetAs(PortSpace other) => Range == other.Range && Reuse == other.Reuse && _reserved.IsSameAs(other._reserved);

    /// <summary>True when connect() may be given <paramref name="port"/>.</summary>
    public bool IsUsable(ushort port) => _usable.Contains(port);
}
