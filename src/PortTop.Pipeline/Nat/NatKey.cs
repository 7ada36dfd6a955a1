using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What shares the ports of source NAT (<c>nf_conntrack_tuple_taken</c>): zone, protocol, NAT address, destination.</summary>
internal readonly record struct NatKey(IpAddress Source, IpAddress Destination, ushort Port, ushort Zone, Protocol Protocol)
{
    /// <summary>Whose port an answer towards the NAT address is.</summary>
    internal static NatKey OfReply(in TrackedFlow flow) => new(flow.Reply.Destination, flow.Reply.Source, flow.Reply.SourcePort, flow.ReplyZone, flow.Protocol);

    /// <summary>A flow that comes in has the same four ends as an answer.</summary>
    internal static NatKey OfOriginal(in TrackedFlow flow) => new(flow.Original.Destination, flow.Original.Source, flow.Original.SourcePort, flow.OriginalZone, flow.Protocol);

    /// <summary>A hash of 64 bits.</summary>
    internal ulong Hash(ulong seed) => Destination.Hash(Source.Hash(IpAddress.Mix(seed, Port | ((ulong)Zone << 16) | ((ulong)Protocol << 32))));

    /// <summary>The pool in a network namespace.</summary>
    internal PoolKey ToPool(uint networkNamespace) => new(networkNamespace, Protocol, PoolKind.Nat, 0, Source, Destination, Port) { Zone = Zone };
}
