namespace PortTop.Model;

/// <summary>What shares the ports of a pool.</summary>
public enum PoolKind : byte
{
    /// <summary>Sockets that let connect() choose the port: the ports are shared per source address and destination IP:port.</summary>
    Connect,
}
