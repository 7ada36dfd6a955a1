namespace PortTop.Model;

/// <summary>One TCP or UDP socket as the kernel reports it.</summary>
public readonly record struct SocketRow
{
    /// <summary>
    /// What tells this socket from all others: the kernel's socket cookie (it survives into TIME-WAIT), or a hash of the
    /// four-tuple where the kernel gives no cookie. Never 0.
    /// </summary>
    public required ulong Identity { get; init; }

    /// <summary>The local address.</summary>
    public required IpAddress Source { get; init; }

    /// <summary>The remote address.</summary>
    public required IpAddress Destination { get; init; }

    /// <summary>The local port.</summary>
    public required ushort SourcePort { get; init; }

    /// <summary>The remote port.</summary>
    public required ushort DestinationPort { get; init; }

    /// <summary>
    /// The TCP state; a FIN-WAIT-2 mini-socket reports FIN-WAIT-2. UDP has Established for connected and Close for all others.
    /// </summary>
    public required TcpState State { get; init; }

    /// <summary>The index of the interface that the socket is bound to, 0 for none (<c>idiag_if</c>).</summary>
    public uint Interface { get; init; }

    /// <summary>Which timer runs: 0 none, 1 retransmit, 2 keep-alive, 3 TIME-WAIT, 4 zero-window probe (<c>idiag_timer</c>).</summary>
    public byte Timer { get; init; }

    /// <summary>Milliseconds until the timer fires, 0 when due (<c>idiag_expires</c>).</summary>
    public uint ExpiresMilliseconds { get; init; }

    /// <summary>Bytes received and not yet read by the application.</summary>
    public uint ReceiveQueue { get; init; }

    /// <summary>Bytes sent and not yet acknowledged by the peer.</summary>
    public uint SendQueue { get; init; }

    /// <summary>
    /// Milliseconds since the peer was last heard from (<c>tcpi_last_ack_recv</c>); 0 where that was not asked for, or cannot be told.
    /// </summary>
    public uint SilentMilliseconds { get; init; }

    /// <summary>The user id of the owner; 0 for TIME-WAIT, which has none.</summary>
    public uint UserId { get; init; }

    /// <summary>The inode of the socket, 0 when no process holds it any more.</summary>
    public uint Inode { get; init; }

    /// <summary>
    /// The socket asked bind() for no port (<c>IP_BIND_ADDRESS_NO_PORT</c>), so that connect() chose it: its port is free towards all
    /// other targets.
    /// </summary>
    public bool IsProvenAutobind { get; init; }

    /// <summary>IPv6 sockets alone conflict with it (<c>IPV6_V6ONLY</c>); null where the kernel does not say: connected sockets.</summary>
    public bool? IsIPv6Only { get; init; }
}
