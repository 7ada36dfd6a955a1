using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Keeps the sockets of one pool.</summary>
internal sealed class DetailSink : ISocketSink
{
    private readonly List<SocketRow> _rows = [];
    private readonly HashSet<ulong> _seen = [];
    private PoolKey _key;

    /// <inheritdoc/>
    public void Restart()
    {
        _rows.Clear();
        _seen.Clear();
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (IsOf(row) && _seen.Add(row.Identity))
        {
            _rows.Add(row);
        }
    }

    /// <summary>
    /// Reads the sockets of <paramref name="key"/>: bound ones, CLOSE-WAIT and other live ones first, then TIME-WAIT, by port. Where they
    /// cannot be read the detail says so; the poll goes on.
    /// </summary>
    /// <param name="source">The network namespace.</param>
    /// <param name="key">The pool.</param>
    /// <param name="ports">The ports that it draws from.</param>
    /// <param name="marks">The ports of the last pass.</param>
    /// <param name="isCounted">True for a socket that a window counts; null where all on its address are counted.</param>
    internal PoolDetail Read(ISocketSource source, PoolKey key, PortSpace ports, PortPass marks, Func<SocketRow, bool>? isCounted = null)
    {
        _key = key;
        Restart();
        if (key.IsNat)
        {
            // Its ports are those of entries of the connection tracking table: no socket of this machine has them.
            return new PoolDetail(key, [], 0);
        }

        try
        {
            source.ReadPool(key, ports.Range, this);
        }
        catch (SourceException problem)
        {
            return new PoolDetail(key, [], 0) { Problem = problem.Message };
        }

        if (key.HasDestination)
        {
            _rows.RemoveAll(row => !ports.IsUsable(row.SourcePort));
        }
        else if (isCounted is not null)
        {
            _rows.RemoveAll(row => !ports.IsEphemeral(row.SourcePort) || !isCounted(row));
        }
        else
        {
            _rows.RemoveAll(row => !ports.IsEphemeral(row.SourcePort));
            AddHolders(ports);
        }

        _rows.Sort(static (x, y) => Rank(x) != Rank(y) ? Rank(x).CompareTo(Rank(y)) : x.SourcePort.CompareTo(y.SourcePort));
        return new PoolDetail(key, _rows.Take(PoolDetail.MaxSockets).ToArray(), _rows.Count)
        {
            Ports = new PortUses(key, ports, _rows, marks.AllUsed, marks.AllSuspect, marks.AllHeld),
        };
    }

    /// <summary>Of a bind pool come all sockets on its address, and where it is the wildcard all there are.</summary>
    private bool IsOf(in SocketRow row)
        => _key.HasDestination
            ? row.DestinationPort == _key.Port && row.Destination == _key.Destination && row.Source == _key.Source && row.Interface == _key.Interface
            : _key.Source.IsWildcard || row.Source.IsWildcard || row.Source == _key.Source;

    /// <summary>Listeners and bound sockets are in no dump of connected ones; the port space holds them.</summary>
    private void AddHolders(PortSpace ports)
    {
        if (_key.Protocol != Protocol.Tcp)
        {
            return;
        }

        foreach (var holder in ports.Listeners.Concat(ports.Bound.Holders))
        {
            var row = new SocketRow
            {
                Identity = holder.Identity,
                Source = holder.Address,
                SourcePort = holder.Port,
                Destination = holder.Address.IsIPv4 ? IpAddress.AnyIPv4 : default,
                DestinationPort = 0,
                State = holder.Kind == HolderKind.Listener ? TcpState.Listen : TcpState.Close,
                Interface = holder.Interface,
                UserId = holder.UserId,
                Inode = holder.Inode,
            };
            if (holder.Kind != HolderKind.Chosen && ports.IsEphemeral(holder.Port) && IsOf(row))
            {
                _rows.Add(row);
            }
        }
    }

    private static int Rank(in SocketRow row) => row.State switch
    {
        TcpState.Close => 0,
        TcpState.CloseWait => 1,
        TcpState.SynSent => 2,
        TcpState.TimeWait => 4,
        _ => 3,
    };
}
