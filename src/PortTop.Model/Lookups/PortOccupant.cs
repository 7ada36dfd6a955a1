namespace PortTop.Model;

/// <summary>How a socket has a local port.</summary>
public enum PortHold : byte
{
    /// <summary>It listens (TCP), or takes datagrams without being connected (UDP).</summary>
    Listening,

    /// <summary>It is bound, neither connected nor listening (<c>TCP_BOUND_INACTIVE</c>, Linux 6.8).</summary>
    Bound,

    /// <summary>It is connected from a port that its application chose with bind().</summary>
    Chosen,

    /// <summary>It is connected, and a listener on the same port is there that will have accepted it.</summary>
    Accepted,

    /// <summary>It is connected. Whether connect() chose the port, bind() did, or it was accepted, is not visible.</summary>
    Connected,

    /// <summary>
    /// It is closed and holds the port for a while: TIME-WAIT, or FIN-WAIT-2 without a process (<c>inet_timewait_sock</c>).
    /// </summary>
    Ended,
}

/// <summary>One socket on a local port.</summary>
/// <param name="Socket">The socket. Of a listener the remote end is 0.</param>
/// <param name="Hold">How it has the port.</param>
/// <param name="Owner">Which process has it; null where none is found, and for a socket that is closed.</param>
public sealed record PortOccupant(SocketRow Socket, PortHold Hold, Owner? Owner)
{
    /// <summary>
    /// The most that is left until the port is given back, of a closed socket; null of all others. The kernel may be late by a granule of
    /// its timers: up to 5 s (<c>capacity-model</c> in docs).
    /// </summary>
    public TimeSpan? Left => Hold == PortHold.Ended ? TimeSpan.FromMilliseconds(Socket.ExpiresMilliseconds) : null;

    /// <summary>No process has the socket: it is closed, or handed over and not yet taken, or the kernel's own.</summary>
    public bool HasNoProcess => Hold == PortHold.Ended || Socket.Inode == 0;

    /// <summary>
    /// True when a socket that binds <paramref name="address"/> meets this one: same address, or either is the wildcard
    /// (<c>inet_rcv_saddr_equal</c> in <c>net/ipv4/inet_connection_sock.c</c>).
    /// </summary>
    /// <param name="address">The address; the IPv6 wildcard takes IPv4 too, as it does unless a program sets IPV6_V6ONLY.</param>
    public bool Meets(IpAddress address)
    {
        var own = Socket.Source;
        if (address.IsWildcard)
        {
            return !address.IsIPv4 || own.IsIPv4 || (own.IsWildcard && Socket.IsIPv6Only != true);
        }

        return own == address || (own.IsWildcard && (own.IsIPv4 == address.IsIPv4 || (!own.IsIPv4 && Socket.IsIPv6Only != true)));
    }
}
