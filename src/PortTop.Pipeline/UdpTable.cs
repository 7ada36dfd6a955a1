using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sorts UDP sockets into pools: one for all that ask for no address, and one for each address that something is bound to.</summary>
internal sealed class UdpTable : ISocketSink
{
    private readonly AddressTable _addresses = new(Protocol.Udp);
    private readonly SocketTable _sockets = new();
    private readonly List<(SocketRow Row, bool IsNew)> _rows = [];
    private PollMoment _moment;
    private PortSpace? _ports;
    private int _pass;

    /// <summary>Begins a poll.</summary>
    internal void Begin(PollMoment moment, PortSpace ports, uint networkNamespace)
    {
        _moment = moment;
        _addresses.Begin(moment, ports, networkNamespace);
        _ports = ports;
        Restart();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _pass++;
        _rows.Clear();
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (!_ports!.IsEphemeral(row.SourcePort))
        {
            return;
        }

        ref var socket = ref _sockets.At(_sockets.FindOrAdd(row.Identity, out var isNew));
        if (!isNew && socket.LastPass == _pass)
        {
            return;
        }

        socket.FirstPoll = isNew ? _moment.Poll : socket.FirstPoll;
        socket.LastPass = _pass;
        _rows.Add((row, socket.FirstPoll == _moment.Poll));
    }

    /// <summary>Ends the poll and adds the pools that something uses.</summary>
    internal void Finish(List<PoolSample> ranked)
    {
        _sockets.Sweep(_pass);
        Push(isWildcard: true);
        Push(isWildcard: false);
        _addresses.Finish(ranked, []);
    }

    private void Push(bool isWildcard)
    {
        foreach (var (row, isNew) in _rows)
        {
            if (row.Source.IsWildcard != isWildcard)
            {
                continue;
            }

            _addresses.Add(_addresses.IndexOf(row), row, isNew);

            // Every socket is one of those that compete for the pool of all; a pool of its own has an address that something bound to.
            // What asks for no address of IPv6 meets those of IPv6 alone as well, which IPv4 does not.
            _addresses.Evidence(row.IsIPv6Only == true ? default : IpAddress.AnyIPv4, 0);
            if (!isWildcard && row.State != TcpState.Established)
            {
                _addresses.Evidence(row.Source, row.Interface, isConnected: false);
            }
        }
    }
}
