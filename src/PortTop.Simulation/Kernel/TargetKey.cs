using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>What autobound connections share their ports by: source address and destination IP:port.</summary>
/// <param name="Source">The local address.</param>
/// <param name="Destination">The remote address.</param>
/// <param name="Port">The remote port.</param>
public readonly record struct TargetKey(IpAddress Source, IpAddress Destination, ushort Port);
