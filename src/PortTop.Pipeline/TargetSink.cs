using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Counts the connections to one target from ports that connect() gives to nobody: outside the range, or reserved.</summary>
internal sealed class TargetSink : ISocketSink
{
    private readonly HashSet<ulong> _seen = [];
    private TargetAddress _target;
    private PortSpace? _ports;

    /// <inheritdoc/>
    public void Restart() => _seen.Clear();

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (row.Destination == _target.Address && row.DestinationPort == _target.Port && !_ports!.IsEphemeral(row.SourcePort))
        {
            _ = _seen.Add(row.Identity);
        }
    }

    /// <summary>Counts them; null where they cannot be read.</summary>
    internal int? Count(ISocketSource source, TargetAddress target, PortSpace ports, uint networkNamespace)
    {
        (_target, _ports) = (target, ports);
        Restart();
        try
        {
            source.ReadPool(new PoolKey(networkNamespace, Protocol.Tcp, PoolKind.Connect, 0, default, target.Address, target.Port),
                PortRange.All, this);
            return _seen.Count;
        }
        catch (SourceException)
        {
            return null;
        }
    }
}
