namespace PortTop.Model;

/// <summary>How an address is called.</summary>
/// <param name="Name">The name, cleaned.</param>
/// <param name="IsOfNetwork">It is that of a network: the address is told beside it, or two of them would look like one.</param>
public sealed record AddressName(string Name, bool IsOfNetwork);
