using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>Made-up sockets.</summary>
internal static class Rows
{
    internal static SocketRow Socket(
        ulong identity, int port, string destination = "10.8.0.12", ushort destinationPort = 5432, TcpState state = TcpState.Established,
        string source = "10.0.2.15", uint interfaceIndex = 0) => new()
        {
            Identity = identity,
            Source = Samples.Address(source),
            SourcePort = (ushort)port,
            Destination = Samples.Address(destination),
            DestinationPort = destinationPort,
            State = state,
            Interface = interfaceIndex,
        };

    /// <summary>The key of <see cref="Socket"/>'s pool.</summary>
    internal static PoolKey Key { get; } = new(
        1, Protocol.Tcp, PoolKind.Connect, 0, Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), 5432);
}
