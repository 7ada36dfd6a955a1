using PortTop.Model;

namespace PortTop.Tests.Pipeline.Nat;

/// <summary>Made-up entries of a connection tracking table.</summary>
internal static class Flow
{
    internal const string NatAddress = "203.0.113.1";
    internal const string Server = "198.51.100.9";

    /// <summary>A client's flow that leaves by <paramref name="port"/> of the NAT address.</summary>
    internal static TrackedFlow Translated(int port, string client = "10.0.3.2", string server = Server, int serverPort = 443, TcpState state = TcpState.Established, string nat = NatAddress, ushort zone = 0) => new(
        Protocol.Tcp,
        new FlowTuple(Samples.Address(client), (ushort)port, Samples.Address(server), (ushort)serverPort),
        new FlowTuple(Samples.Address(server), (ushort)serverPort, Samples.Address(nat), (ushort)port))
    {
        State = state,
        ReplyZone = zone,
        OriginalZone = zone,
    };

    /// <summary>The machine's own flow from its NAT address, which no rule translated.</summary>
    internal static TrackedFlow Own(int port) => Translated(port, client: NatAddress);

    /// <summary>A flow that the server opened towards a port of the NAT address.</summary>
    internal static TrackedFlow Incoming(int port) => new(
        Protocol.Tcp,
        new FlowTuple(Samples.Address(Server), 443, Samples.Address(NatAddress), (ushort)port),
        new FlowTuple(Samples.Address(NatAddress), (ushort)port, Samples.Address(Server), 443))
    {
        State = TcpState.Established,
    };
}
