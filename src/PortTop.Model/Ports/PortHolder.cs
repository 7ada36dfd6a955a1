namespace PortTop.Model;

/// <summary>
/// A TCP socket whose port connect() gives to nobody, whatever the address and the family: its bind bucket has a bind owner
/// (<c>__inet_hash_connect</c> in <c>net/ipv4/inet_hashtables.c</c>).
/// </summary>
/// <param name="Kind">How it holds the port.</param>
/// <param name="Address">Its local address; the wildcard for all.</param>
/// <param name="Port">Its port.</param>
public readonly record struct PortHolder(HolderKind Kind, IpAddress Address, ushort Port)
{
    /// <summary>What tells the socket from all others, as <see cref="SocketRow.Identity"/>.</summary>
    public ulong Identity { get; init; }

    /// <summary>Its state: of a connected socket when it was read, which may be some seconds ago.</summary>
    public TcpState State { get; init; }

    /// <summary>IPv6 sockets alone conflict with it (<c>IPV6_V6ONLY</c>). Known of listeners and of bound sockets.</summary>
    public bool IsIPv6Only { get; init; }

    /// <summary>
    /// Its program asked for this very port by number (<c>SOCK_BINDPORT_LOCK</c>); false where it let the kernel choose one, null where
    /// that is not told.
    /// </summary>
    public bool? IsPortChosen { get; init; }

    /// <summary>The index of the interface that it is bound to, 0 for none.</summary>
    public uint Interface { get; init; }

    /// <summary>The user id of its owner.</summary>
    public uint UserId { get; init; }

    /// <summary>Its inode, 0 when no process holds it.</summary>
    public uint Inode { get; init; }

    /// <summary>The order of lists: by port, then address.</summary>
    public static int Compare(PortHolder x, PortHolder y)
        => x.Port != y.Port ? x.Port.CompareTo(y.Port) : x.Address.CompareTo(y.Address);
}
