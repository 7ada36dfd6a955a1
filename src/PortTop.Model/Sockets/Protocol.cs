namespace PortTop.Model;

/// <summary>The transport protocol of a pool, by its IANA number.</summary>
public enum Protocol : byte
{
    /// <summary>TCP.</summary>
    Tcp = 6,

    /// <summary>UDP.</summary>
    Udp = 17,
}
