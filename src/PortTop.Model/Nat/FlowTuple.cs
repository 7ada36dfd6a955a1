namespace PortTop.Model;

/// <summary>One direction of a tracked flow (<c>struct nf_conntrack_tuple</c>): who sends to whom.</summary>
/// <param name="Source">The address that sends.</param>
/// <param name="SourcePort">Its port.</param>
/// <param name="Destination">The address that is sent to.</param>
/// <param name="DestinationPort">Its port.</param>
public readonly record struct FlowTuple(IpAddress Source, ushort SourcePort, IpAddress Destination, ushort DestinationPort);
