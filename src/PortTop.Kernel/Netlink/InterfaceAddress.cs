using PortTop.Model;

namespace PortTop.Kernel.Netlink;

/// <summary>An address of an interface (rtnetlink(7)).</summary>
/// <param name="Interface">The index of the interface.</param>
/// <param name="Name">Its name, cleaned.</param>
/// <param name="IsDown">Its operational state is down.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">How many bits of it are the network's.</param>
internal readonly record struct InterfaceAddress(uint Interface, string Name, bool IsDown, IpAddress Address, byte PrefixLength);
