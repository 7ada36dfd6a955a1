namespace PortTop.Model;

/// <summary>
/// The identity of a pool: the sockets that compete for the same source ports (<c>__inet_check_established</c> in
/// <c>net/ipv4/inet_hashtables.c</c>).
/// </summary>
/// <param name="NetworkNamespace">The inode of the network namespace.</param>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Kind">What shares the ports.</param>
/// <param name="Interface">
/// The index of the interface that the sockets are bound to, 0 for none. Sockets bound to a device and unbound ones do not take ports from
/// each other alike.
/// </param>
/// <param name="Source">The local address.</param>
/// <param name="Destination">The remote address.</param>
/// <param name="Port">The remote port.</param>
public readonly record struct PoolKey(
    uint NetworkNamespace,
    Protocol Protocol,
    PoolKind Kind,
    uint Interface,
    IpAddress Source,
    IpAddress Destination,
    ushort Port) : IComparable<PoolKey>
{
    /// <summary>The conntrack zone of a NAT pool, 0 for none.</summary>
    public ushort Zone { get; init; }

    /// <summary>
    /// Where the ports come from that the kernel did not hand out. Of <see cref="WindowKind.Served"/> <see cref="Port"/> is the local port.
    /// </summary>
    public WindowKind Window { get; init; }

    /// <summary>
    /// True for a pool of source NAT: <see cref="Source"/> is the NAT address, the destination the server's own (after any translation of
    /// it).
    /// </summary>
    public bool IsNat => Kind == PoolKind.Nat;

    /// <summary>
    /// True where the ports are shared per destination: TCP that lets connect() choose, and source NAT. All other pools count for every
    /// destination alike.
    /// </summary>
    public bool HasDestination => IsTcpConnect || IsNat || Window == WindowKind.OwnRange;

    /// <summary>True for the sockets of TCP that let connect() choose.</summary>
    public bool IsTcpConnect => Protocol == Protocol.Tcp && Kind == PoolKind.Connect;

    /// <summary>
    /// The error that an application gets when no port of this pool is left (connect(2), bind(2), <c>udp_lib_get_port</c>); of source NAT
    /// what happens, for the application gets none and times out.
    /// </summary>
    public string ErrorName => (Protocol, Kind) switch
    {
        (_, PoolKind.Nat) => "packets dropped",
        (_, PoolKind.Window) when Window == WindowKind.OwnRange => "EADDRNOTAVAIL",
        (_, PoolKind.Bind or PoolKind.Window) => "EADDRINUSE",
        (Protocol.Udp, _) => "EAGAIN",
        _ => "EADDRNOTAVAIL",
    };

    /// <summary>
    /// Kind, destination, port, source, interface: the order in which equal pools are listed, those with a destination first.
    /// </summary>
    public int CompareTo(PoolKey other)
    {
        var order = other.HasDestination.CompareTo(HasDestination);
        order = order != 0 ? order : Destination.CompareTo(other.Destination);
        order = order != 0 ? order : Port.CompareTo(other.Port);
        order = order != 0 ? order : Source.CompareTo(other.Source);
        order = order != 0 ? order : Interface.CompareTo(other.Interface);
        order = order != 0 ? order : Protocol.CompareTo(other.Protocol);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        order = order != 0 ? order : Window.CompareTo(other.Window);
        order = order != 0 ? order : Zone.CompareTo(other.Zone);
        return order != 0 ? order : NetworkNamespace.CompareTo(other.NetworkNamespace);
    }
}
