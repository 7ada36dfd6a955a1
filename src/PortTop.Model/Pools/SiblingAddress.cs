namespace PortTop.Model;

/// <summary>Another local address from which the same target could be reached, with ports of its own.</summary>
/// <param name="Address">The address.</param>
/// <param name="Free">How many ports it could still be given towards the target, by all that is seen.</param>
/// <param name="FreeLower">How many for certain; null where sockets that hold ports cannot be seen.</param>
public readonly record struct SiblingAddress(IpAddress Address, int Free, int? FreeLower)
{
    /// <summary>Its own pool towards the target; null where it has no connection there.</summary>
    public PoolSample? Pool { get; init; }
}
