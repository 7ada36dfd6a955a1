using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What the person looks at: the only way from a screen to a collector.</summary>
/// <param name="Interval">The wanted time between polls.</param>
/// <param name="IsPaused">True while nothing is to be polled.</param>
/// <param name="Detail">The pool whose sockets are wanted, null for none.</param>
/// <param name="AwaitsOwners">
/// The first poll is published only when the owners of its sockets were looked for: nobody watches, and nothing comes after.
/// </param>
/// <param name="SeesNat">Source NAT is looked at: its table is read as often as the budget allows.</param>
/// <param name="Probe">The last question to the kernel, null for none; a new one is asked once, between two polls.</param>
public sealed record Interest(TimeSpan Interval, bool IsPaused = false, PoolKey? Detail = null, bool AwaitsOwners = false,
    bool SeesNat = false, ProbeRequest? Probe = null)
{
    /// <summary>
    /// A number that is another after each stretch of time in which a person pressed a key; null where nobody sits before a screen.
    /// </summary>
    public int? Attended { get; init; }

    /// <summary>
    /// The local ports of which is read who has them (<see cref="PoolFilter.SourcePorts"/>): the same list while they are the same.
    /// </summary>
    public IReadOnlyList<ushort> Ports { get; init; } = [];

    /// <summary>Connections to it are counted whatever their ports; null for none.</summary>
    public TargetAddress? Target { get; init; }
}
