using PortTop.Model;

namespace PortTop.Tests.Model.Lookups;

/// <summary>Made-up sockets on a port, and what is told of the port.</summary>
internal static class LookupSamples
{
    internal const ushort Port = 8046;

    private static readonly PortSettings Settings = Samples.Space("1024-65535").Settings;

    /// <summary>One socket on the port; of a listener the remote end is 0.</summary>
    internal static PortOccupant Occupant(PortHold hold, string source, Owner? owner = null, bool? isIPv6Only = null, string? remote = null,
        TcpState? state = null, uint left = 0, uint inode = 77, uint user = 0)
    {
        var address = Samples.Address(source);
        return new PortOccupant(
            new SocketRow
            {
                Identity = 1,
                Source = address,
                SourcePort = Port,
                Destination = remote is null ? address.IsIPv4 ? IpAddress.AnyIPv4 : default : Samples.Address(remote),
                DestinationPort = (ushort)(remote is null ? 0 : 2379),
                State = state ?? hold switch
                {
                    PortHold.Listening => TcpState.Listen,
                    PortHold.Bound => TcpState.Close,
                    PortHold.Ended => TcpState.TimeWait,
                    _ => TcpState.Established,
                },
                ExpiresMilliseconds = left,
                Inode = hold == PortHold.Ended ? 0 : inode,
                UserId = user,
                IsIPv6Only = isIPv6Only,
            },
            hold,
            owner);
    }

    /// <summary>A lookup of the port, which nobody was asked about.</summary>
    internal static PortLookup Of(params PortOccupant[] occupants) => new(Protocol.Tcp, Port, Settings, occupants) { Time = Samples.Time };

    /// <summary>The same with what can be told of the wildcards and of some addresses.</summary>
    internal static PortLookup Judged(this PortLookup lookup, params string[] local)
        => lookup with
        {
            Listen = [.. lookup.Candidates(local.Select(Samples.Address), 24)
            .Select(address => ListenAnswer.Judge(lookup, address))]
        };

    /// <summary>The same with the kernel's answer about every address that was left open.</summary>
    internal static PortLookup Answered(this PortLookup lookup, ListenOutcome outcome)
        => lookup with
        {
            Listen =
            [
                .. lookup.Listen.Select(answer => answer.WithReuse == ListenOutcome.Unknown
                    ? answer with { WithReuse = outcome, IsAsked = true } : answer),
            ],
        };
}
