namespace PortTop.Model;

/// <summary>An address of this machine, or of the network namespace that is read.</summary>
/// <param name="Address">The address.</param>
/// <param name="Interface">The index of its interface.</param>
public readonly record struct LocalAddress(IpAddress Address, uint Interface);
