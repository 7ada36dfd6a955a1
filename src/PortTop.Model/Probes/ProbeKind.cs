namespace PortTop.Model;

/// <summary>What is asked.</summary>
public enum ProbeKind
{
    /// <summary>Does TCP connect() get a port towards the target?</summary>
    Connect,

    /// <summary>Does TCP bind() get a port on the source address, whatever the target?</summary>
    Bind,

    /// <summary>Does UDP connect() get a port?</summary>
    UdpConnect,

    /// <summary>Does UDP bind() get a port on the source address?</summary>
    UdpBind,
}
