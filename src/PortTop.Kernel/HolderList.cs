using PortTop.Model;

namespace PortTop.Kernel;

/// <summary>Keeps the sockets of a dump that hold their ports against every target.</summary>
/// <param name="kind">How they hold them.</param>
internal sealed class HolderList(HolderKind kind) : ISocketSink
{
    private readonly Dictionary<ulong, PortHolder> _seen = [];

    public void Restart() => _seen.Clear();

    public void Add(in SocketRow row) => _seen[row.Identity] = new PortHolder(kind, row.Source, row.SourcePort)
    {
        Identity = row.Identity,
        State = row.State,
        IsIPv6Only = row.IsIPv6Only == true,
        Interface = row.Interface,
        UserId = row.UserId,
        Inode = row.Inode,
    };

    /// <summary>True for a socket of that identity among them.</summary>
    internal bool Contains(ulong identity) => _seen.ContainsKey(identity);

    /// <summary>By port, then address.</summary>
    internal PortHolder[] ToArray()
    {
        var holders = new PortHolder[_seen.Count];
        _seen.Values.CopyTo(holders, 0);
        Array.Sort(holders, PortHolder.Compare);
        return holders;
    }
}
