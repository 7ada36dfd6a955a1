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

    /// <summary>Every socket that holds its port is among <see cref="Holders"/>.</summary>
    public bool IsComplete => SeesBoundOnly && SeesChosen;
}
