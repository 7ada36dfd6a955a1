namespace PortTop.Model;

/// <summary>How the ends of a pool are called; the default value is that neither has a name.</summary>
/// <param name="Source">The local address; null where it has no name.</param>
/// <param name="Destination">The remote address, or that and its port; null where it has no name.</param>
public readonly record struct PoolNames(AddressName? Source, AddressName? Destination)
{
    /// <summary>True where an end has a name.</summary>
    public bool HasAny => Source is not null || Destination is not null;
}
