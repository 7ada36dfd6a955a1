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
        if (row.DestinationPort == _key.Port && row.Destination == _key.Destination && row.Source == _key.Source
            && row.Interface == _key.Interface && _seen.Add(row.Identity))
        {
            _rows.Add(row);
        }
    }

    /// <summary>Reads the sockets of <paramref name="key"/>: CLOSE-WAIT and other live ones first, then TIME-WAIT, by port. Where they cannot be read the detail says so; the poll goes on.</summary>
    internal PoolDetail Read(ISocketSource source, PoolKey key, PortSpace ports)
    {
        _key = key;
        Restart();
        try
        {
            source.ReadPool(key, ports.Range, this);
        }
        catch (SourceException problem)
        {
            return new PoolDetail(key, [], 0) { Problem = problem.Message };
        }

        _rows.RemoveAll(row => !ports.IsUsable(row.SourcePort));
        _rows.Sort(static (x, y) => Rank(x) != Rank(y) ? Rank(x).CompareTo(Rank(y)) : x.SourcePort.CompareTo(y.SourcePort));
        return new PoolDetail(key, _rows.Take(PoolDetail.MaxSockets).ToArray(), _rows.Count);
    }

    private static int Rank(in SocketRow row) => row.State switch
    {
        TcpState.CloseWait => 0,
        TcpState.SynSent => 1,
        TcpState.TimeWait => 3,
        _ => 2,
    };
}
