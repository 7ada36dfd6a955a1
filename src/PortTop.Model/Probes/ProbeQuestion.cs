namespace PortTop.Model;

/// <summary>A question to the kernel.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Destination">The target's address; anything where <paramref name="Port"/> is 0.</param>
/// <param name="Port">The target's port; 0 where bind() is asked for whatever the target.</param>
public sealed record ProbeQuestion(ProbeKind Kind, IpAddress Destination, ushort Port)
{
    /// <summary>The index of the interface of a link-local target, 0 for none.</summary>
    public uint Scope { get; init; }

    /// <summary>The source address; null for the one that the route gives.</summary>
    public IpAddress? Source { get; init; }

    /// <summary>The index of the interface that the socket is bound to (<c>SO_BINDTOIFINDEX</c>, Linux 5.1), 0 for none.</summary>
    public uint Device { get; init; }

    /// <summary>Sockets of IPv6 that do not speak IPv4 (<c>IPV6_V6ONLY</c>): the wildcard of any other competes with both.</summary>
    public bool IsIPv6Only { get; init; }

    /// <summary>The one port that may be given (<c>IP_LOCAL_PORT_RANGE</c>, Linux 6.3); 0 for any.</summary>
    public ushort OnlyPort { get; init; }

    /// <summary>
    /// The question whether a pool has a port left; null for source NAT, whose ports no system call gives. UDP without bind() takes from
    /// the same ports as bind() to the wildcard address (<c>inet_autobind</c>, <c>udp_lib_get_port</c>), so that is asked.
    /// </summary>
    public static ProbeQuestion? Of(PoolKey pool)
    {
        if (pool.IsNat)
        {
            return null;
        }

        var kind = pool.Protocol == Protocol.Udp ? ProbeKind.UdpBind : pool.Kind == PoolKind.Bind ? ProbeKind.Bind : ProbeKind.Connect;
        return new ProbeQuestion(kind, pool.HasDestination ? pool.Destination : pool.Source, pool.HasDestination ? pool.Port : (ushort)0)
        {
            Source = pool.Source,
            Scope = pool.Source.IsLinkLocalIPv6 || pool.Destination.IsLinkLocalIPv6 ? pool.Interface : 0,
            Device = pool.Interface,
            IsIPv6Only = pool.Source is { IsWildcard: true, IsIPv4: false },
        };
    }
}
