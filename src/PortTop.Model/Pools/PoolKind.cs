namespace PortTop.Model;

/// <summary>What shares the ports of a pool.</summary>
public enum PoolKind : byte
{
    /// <summary>
    /// Sockets that let connect() choose the port: TCP shares them per source address and destination IP:port; UDP has one pool for all.
    /// </summary>
    Connect,

    /// <summary>Sockets that call bind() before they connect: the ports are shared per source address, whatever the destination.</summary>
    Bind,

    /// <summary>
    /// Flows that source NAT gave an address of its own and a port: shared per NAT address and destination IP:port, TCP and UDP alike.
    /// </summary>
    Nat,

    /// <summary>
    /// Connections from ports that the kernel did not hand out: <see cref="PoolKey.Window"/> tells which, and they are shared per source
    /// address.
    /// </summary>
    Window,
}
