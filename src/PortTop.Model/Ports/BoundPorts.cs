namespace PortTop.Model;

/// <summary>
/// The sockets beside listeners that hold their ports against every target. They change slowly and cost a walk of their own, so they
/// are read on an interval of their own.
/// </summary>
/// <param name="Holders">The sockets, by port; those outside the ephemeral range too.</param>
/// <param name="SeesBoundOnly">The kernel tells of sockets that are bound and neither connected nor listening.</param>
/// <param name="SeesChosen">The kernel tells which connected sockets chose their port with bind().</param>
public sealed record BoundPorts(IReadOnlyList<PortHolder> Holders, bool SeesBoundOnly, bool SeesChosen)
{
    /// <summary>Nothing can be told.</summary>
    public static BoundPorts Unknown { get; } = new([], SeesBoundOnly: false, SeesChosen: false);

    /// <summary>Made when it is first asked for, and shared by copies.</summary>
    private readonly Lazy<HashSet<ulong>> _identities = new(() => [.. Holders.Select(static holder => holder.Identity)]);

    /// <summary>They were read for this very poll; otherwise ports may have been taken and given back since.</summary>
    public bool IsFresh { get; init; } = true;

    /// <summary>Every kind of socket that holds its port is told of.</summary>
    public bool IsComplete => SeesBoundOnly && SeesChosen;

    /// <summary>Every socket that holds its port is among <see cref="Holders"/>, now.</summary>
    public bool IsCertain => IsComplete && IsFresh;

    /// <summary>True when the socket of that identity (<see cref="SocketRow.Identity"/>) is among <see cref="Holders"/>.</summary>
    public bool Contains(ulong identity) => _identities.Value.Contains(identity);
}
