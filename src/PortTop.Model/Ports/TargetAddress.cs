namespace PortTop.Model;

/// <summary>The remote end of connections.</summary>
/// <param name="Address">The remote address.</param>
/// <param name="Port">The remote port.</param>
public readonly record struct TargetAddress(IpAddress Address, ushort Port);
