namespace PortTop.Model;

/// <summary>Who is behind a NAT pool: one original source.</summary>
/// <param name="Address">Its address before translation.</param>
/// <param name="Flows">How many of the pool's flows it has.</param>
public readonly record struct NatClient(IpAddress Address, int Flows)
{
    /// <summary>
    /// The network namespace that has this address, as <see cref="NamespacePlace.Label"/> has it: a pod, a container. Null where none is
    /// seen to have it, or several do.
    /// </summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// The name of the process that has most sockets of the pool behind these flows; null where none is known, and where the destination is
    /// translated too.
    /// </summary>
    public string? Process { get; init; }
}
