namespace PortTop.Model;

/// <summary>An entry of the connection tracking table: a TCP or UDP flow that passes this machine, begins or ends on it.</summary>
/// <param name="Protocol">The transport protocol.</param>
/// <param name="Original">The direction of the first packet, before any translation.</param>
/// <param name="Reply">The direction of the answers: its destination is what the server sees as the source.</param>
public readonly record struct TrackedFlow(Protocol Protocol, FlowTuple Original, FlowTuple Reply)
{
    /// <summary>
    /// The state of a TCP flow in conntrack's own view (<c>enum tcp_conntrack</c>); UDP is <see cref="TcpState.Established"/>, what has no
    /// equal <see cref="TcpState.None"/>.
    /// </summary>
    public TcpState State { get; init; }

    /// <summary>The zone of the original direction, 0 for none.</summary>
    public ushort OriginalZone { get; init; }

    /// <summary>The zone of the reply direction, 0 for none.</summary>
    public ushort ReplyZone { get; init; }

    /// <summary>
    /// The kernel says that the source was translated (<c>IPS_SRC_NAT</c>), though address and port may be the same after it.
    /// </summary>
    public bool IsMarkedTranslated { get; init; }

    /// <summary>The source was translated.</summary>
    public bool IsSourceTranslated => IsMarkedTranslated || Reply.DestinationPort != Original.SourcePort || Reply.Destination != Original.Source;
}
