using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>A question to the kernel.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Destination">The target's address.</param>
/// <param name="Port">The target's port.</param>
public sealed record ProbeQuestion(ProbeKind Kind, IpAddress Destination, ushort Port)
{
    /// <summary>The index of the interface of a link-local target, 0 for none.</summary>
    public uint Scope { get; init; }

    /// <summary>The source address; null for the one that the route gives.</summary>
    public IpAddress? Source { get; init; }

    /// <summary>The one port that may be given (<c>IP_LOCAL_PORT_RANGE</c>, Linux 6.3); 0 for any.</summary>
    public ushort OnlyPort { get; init; }
}
