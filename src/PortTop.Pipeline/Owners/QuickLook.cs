using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Names who opens connections that are gone before a poll's sockets are looked up: asks for the few that live towards one target and, in the same
/// millisecond, which of the processes in its network namespace has one of them. A look mostly finds none; a few looks a second find some.
/// </summary>
/// <param name="source">Where sockets and processes are read.</param>
/// <param name="desk">Takes who was found.</param>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
internal sealed class QuickLook(ISocketSource source, OwnerDesk desk, Func<TimeSpan> elapsed) : ISocketSink
{
    /// <summary>Who has more descriptors than this is not looked through in a moment.</summary>
    private const int MostDescriptors = 1024;

    /// <summary>So many sockets are enough to match.</summary>
    private const int MostSockets = 256;

    /// <summary>The longest that one look takes once the sockets are known.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(4);

    private readonly HashSet<uint> _alive = [];
    private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];
    private readonly List<ProcessEntry> _list = [];
    private readonly Dictionary<int, bool> _isNear = [];
    private readonly List<int> _likely = [];
    private PoolKey _key;

    /// <summary>The processes in the network namespace that may open connections, those that had sockets last time first.</summary>
    internal void Prepare(uint networkNamespace)
    {
        source.Processes!.List(_list);
        var known = _likely.ToHashSet();
        _likely.Clear();
        foreach (var process in _list)
        {
            if (process.Descriptors is 0 or > MostDescriptors)
            {
                continue;
            }

            if (!_isNear.TryGetValue(process.ProcessId, out var isNear))
            {
                isNear = source.Processes.ReadNetworkNamespace(process.ProcessId) == networkNamespace;
                _isNear.Add(process.ProcessId, isNear);
            }

            if (isNear)
            {
                _likely.Insert(known.Contains(process.ProcessId) ? 0 : _likely.Count, process.ProcessId);
            }
        }

        if (_isNear.Count > 2 * _list.Count)
        {
            _isNear.Clear();
        }
    }

    /// <summary>Looks once; true when somebody was found.</summary>
    internal bool Look(PoolKey key, PortRange range, DateTimeOffset now)
    {
        _key = key;
        Restart();
        source.ReadAlive(key, range, this);
        if (_alive.Count == 0)
        {
            return false;
        }

        var start = elapsed();
        var found = false;
        for (var i = 0; i < _likely.Count && elapsed() - start < Longest && !found; i++)
        {
            var count = Count(_likely[i]);
            if (count > 0)
            {
                desk.Mix.Add(key, desk.Book.OfProcess(_likely[i], now), count);
                found = true;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Restart() => _alive.Clear();

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (row.Inode != 0 && _alive.Count < MostSockets && row.DestinationPort == _key.Port && row.Destination == _key.Destination && row.Source == _key.Source)
        {
            _ = _alive.Add(row.Inode);
        }
    }

    private int Count(int process)
    {
        var count = 0;
        using var walk = source.Processes!.Open(process);
        while (walk?.Read(_inodes) is { } read)
        {
            for (var i = 0; i < read; i++)
            {
                count += _alive.Contains(_inodes[i]) ? 1 : 0;
            }
        }

        return count;
    }
}
