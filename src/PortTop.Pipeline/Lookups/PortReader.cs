using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Reads every socket on one local port: listeners, bound and idle ones, connections, closed ones that still hold it.</summary>
public static class PortReader
{
    /// <summary>Reads the port.</summary>
    /// <param name="source">The network namespace.</param>
    /// <param name="protocol">TCP or UDP.</param>
    /// <param name="port">The port.</param>
    /// <param name="ownersOf">Finds the owners of sockets, each by the inode in the row; null of those that have none.</param>
    /// <param name="known">The range, listeners and bound ports, where they were read already; null to read them.</param>
    /// <exception cref="SourceException">The sockets cannot be read.</exception>
    public static PortLookup Read(
        ISocketSource source, Protocol protocol, ushort port, Func<IReadOnlyList<SocketRow>, IReadOnlyList<Owner?>> ownersOf,
        PortSpace? known = null)
    {
        var range = new PortRange(port, port);
        var rows = new RowList();
        var holds = new List<PortHold>();
        var isComplete = true;
        if (protocol == Protocol.Udp)
        {
            source.ReadUdp(range, rows);
            holds.AddRange(rows.Rows.Select(static row => row.State == TcpState.Established ? PortHold.Connected : PortHold.Listening));
        }
        else
        {
            var bound = known?.Bound ?? source.ReadBound();
            var listeners = known?.AllListeners.Where(listener => listener.Port == port).ToArray() ?? source.ReadListeners(range);
            isComplete = bound.SeesBoundOnly;
            source.ReadSockets(range, rows);
            ReadTcp(listeners, bound, port, rows.Rows, holds);
        }

        var owners = ownersOf(rows.Rows);
        var place = source.Describe();
        return new PortLookup(protocol, port, known?.Settings ?? source.ReadSettings(),
            [.. rows.Rows.Select((row, i) => new PortOccupant(row, holds[i], owners[i])).OrderBy(static found => found.Hold)
                .ThenBy(static found => found.Socket.Source).ThenBy(static found => found.Socket.Destination)
                .ThenBy(static found => found.Socket.DestinationPort)])
        {
            Namespace = place.Namespace,
            NetworkNamespace = place.NetworkNamespace,
            IsComplete = isComplete,
        };
    }

    /// <summary>Says how each connection has the port, and adds those without a connection.</summary>
    private static void ReadTcp(
        IReadOnlyList<PortHolder> listeners, BoundPorts bound, ushort port, List<SocketRow> rows, List<PortHold> holds)
    {
        foreach (var row in rows)
        {
            holds.Add(row switch
            {
                { State: TcpState.TimeWait } or { State: TcpState.FinWait2, Timer: TimeWaitReuse.TimeWaitTimer } => PortHold.Ended,
                _ when bound.Contains(row.Identity) => PortHold.Chosen,
                _ when listeners.Any(listener => Accepts(listener, row)) => PortHold.Accepted,
                _ => PortHold.Connected,
            });
        }

        foreach (var listener in listeners)
        {
            Add(listener, TcpState.Listen, PortHold.Listening);
        }

        foreach (var holder in bound.Holders)
        {
            if (holder.Port == port && holder.Kind == HolderKind.BoundOnly)
            {
                Add(holder, TcpState.Close, PortHold.Bound);
            }
        }

        void Add(PortHolder holder, TcpState state, PortHold hold)
        {
            holds.Add(hold);
            rows.Add(new SocketRow
            {
                Identity = holder.Identity,
                Source = holder.Address,
                SourcePort = holder.Port,
                Destination = holder.Address.IsIPv4 ? IpAddress.AnyIPv4 : default,
                DestinationPort = 0,
                State = state,
                Interface = holder.Interface,
                UserId = holder.UserId,
                Inode = holder.Inode,
                IsIPv6Only = holder.IsIPv6Only,
            });
        }
    }

    private static bool Accepts(PortHolder listener, in SocketRow row)
        => listener.Address == row.Source
            || (listener.Address.IsWildcard
                && (listener.Address.IsIPv4 == row.Source.IsIPv4 || (!listener.Address.IsIPv4 && !listener.IsIPv6Only)));

    private sealed class RowList : ISocketSink
    {
        internal List<SocketRow> Rows { get; } = [];

        public void Restart() => Rows.Clear();

        public void Add(in SocketRow row) => Rows.Add(row);
    }
}
