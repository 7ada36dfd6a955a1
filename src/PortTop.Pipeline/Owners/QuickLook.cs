using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Names who opens connections that are gone before a poll's sockets are looked up: asks for the few that live towards one target and, at
/// the same time, which of the processes in its network namespace has one of them. A look may find none; a few looks a second find some.
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
    private readonly SocketSampler _sampler = new(source.Processes!);
    private readonly List<ProcessEntry> _list = [];
    private readonly Dictionary<int, bool> _isNear = [];
    private readonly List<int> _likely = [];
    private PoolKey _key;

    /// <summary>The processes in the network namespace that may open connections, those that had sockets last time first.</summary>
    internal void Prepare(uint networkNamespace)
    {
        source.Processes!.List(_list, withDescriptors: true);
        var areTold = _list.Exists(static process => process.Descriptors > 0);
        _likely.Clear();
        foreach (var process in _list)
        {
            if ((process.Descriptors == 0 && areTold) || process.Descriptors > MostDescriptors)
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
                _likely.Insert(_sampler.Holding.Contains(process.ProcessId) ? 0 : _likely.Count, process.ProcessId);
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
        _sampler.Start(_likely);
        try
        {
            source.ReadAlive(key, range, this);
        }
        finally
        {
            _sampler.Stop();
        }

        if (_alive.Count == 0)
        {
            return false;
        }

        var start = elapsed();
        for (var i = 0; i < _likely.Count && elapsed() - start < Longest && _sampler.CountSeen(_alive) < _alive.Count; i++)
        {
            _ = _sampler.Read(_likely[i]);
        }

        var isFound = false;
        foreach (var (process, count) in _sampler.FindHolders(_alive))
        {
            desk.Mix.Add(key, desk.Book.OfProcess(process, now), count);
            isFound = true;
        }

        return isFound;
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
}
