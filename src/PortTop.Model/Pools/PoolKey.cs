namespace PortTop.Model;

/// <summary>
/// The identity of a pool: the sockets that compete for the same source ports (<c>__inet_check_established</c> in
/// <c>net/ipv4/inet_hashtables.c</c>).
/// </summary>
/// <param name="NetworkNamespace">The inode of the network namespace.</param>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Kind">What shares the ports.</param>
/// <param name="Interface">The index of the interface that the sockets are bound to, 0 for none. Sockets bound to a device and unbound ones do not take ports from each other alike.</param>
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
    /// <summary>Destination, port, source, interface: the order in which equal pools are listed.</summary>
    public int CompareTo(PoolKey other)
    {
        var order = Destination.CompareTo(other.Destination);
        order = order != 0 ? order : Port.CompareTo(other.Port);
        order = order != 0 ? order : Source.CompareTo(other.Source);
        order = order != 0 ? order : Interface.CompareTo(other.Interface);
        order = order != 0 ? order : Protocol.CompareTo(other.Protocol);
        order = order != 0 ? order : Kind.CompareTo(other.Kind);
        return order != 0 ? order : NetworkNamespace.CompareTo(other.NetworkNamespace);
    }
}
