namespace PortTop.Kernel;

/// <summary>Which way of reading sockets is wanted.</summary>
public enum CollectorChoice
{
    /// <summary>Netlink where it is there and allowed, procfs otherwise.</summary>
    Auto,

    /// <summary>Netlink and nothing else.</summary>
    Netlink,

    /// <summary>The files of /proc/net and nothing else.</summary>
    Procfs,
}
