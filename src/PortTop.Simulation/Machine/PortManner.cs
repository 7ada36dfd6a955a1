namespace PortTop.Simulation;

/// <summary>How an application comes to its source port.</summary>
public enum PortManner
{
    /// <summary>It lets connect() choose.</summary>
    Connect,

    /// <summary>It binds the address alone, with IP_BIND_ADDRESS_NO_PORT, and lets connect() choose the port.</summary>
    BindAddressOnly,

    /// <summary>It binds address and port before it connects: the port is gone for every target.</summary>
    BindFirst,
}
