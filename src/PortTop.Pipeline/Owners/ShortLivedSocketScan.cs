using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Names who opens connections that are gone before a poll's sockets are looked up. Each look reads the descriptors of a few processes,
/// which costs some microseconds each; only where one has a socket that it had not before, the kernel is asked where that leads. A look may
/// find none; twenty looks a second find what lives for some milliseconds.
/// </summary>
/// <param name="source">Where sockets and processes are read.</param>
/// <param name="desk">Takes who was found.</param>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
internal sealed class ShortLivedSocketScan(ISocketSource source, OwnerDesk desk, Func<TimeSpan> elapsed) : ISocketSink
{
    /// <summary>Who has more descriptors than this is not looked through in a moment.</summary>
    private const int MostDescriptors = 1024;

    /// <summary>So many sockets are enough to match.</summary>
    private const int MostSockets = 4096;

    /// <summary>So many processes are watched while the kernel walks its table.</summary>
    private const int MostWatched = 16;

    /// <summary>
    /// One look of so many asks the kernel though no process has a new socket: it may have come after its process was read.
    /// </summary>
    private const int BlindLooks = 5;

    /// <summary>The longest that descriptors are read in one look.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<uint, PoolKey> _alive = [];
    private readonly HashSet<PoolKey> _wanted = [];
    private readonly SocketSampler _sampler = new(source.Processes!);
    private readonly List<ProcessEntry> _list = [];
    private readonly Dictionary<int, bool> _isNear = [];
    private readonly Dictionary<int, ProcessSockets> _processes = [];
    private readonly List<int> _candidates = [];
    private readonly List<int> _watched = [];
    private int _next;
    private int _looks;
    private int _turn;
    private uint _networkNamespace;

    /// <summary>The processes in the network namespace that may open connections: who was seen to open some comes first.</summary>
    internal void Prepare(uint networkNamespace)
    {
        source.Processes!.List(_list, withDescriptors: true);
        var areTold = _list.Exists(static process => process.Descriptors > 0);
        _networkNamespace = networkNamespace;
        _candidates.Clear();
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
                _candidates.Add(process.ProcessId);
            }
        }

        _candidates.Sort((x, y) => Opened(y).CompareTo(Opened(x)));
        if (_isNear.Count > 2 * _list.Count)
        {
            _isNear.Clear();
            _processes.Clear();
        }
    }

    /// <summary>Looks once; true when somebody was found.</summary>
    /// <param name="pools">The pools of which nobody is known.</param>
    /// <param name="range">The ephemeral range.</param>
    /// <param name="isCrowded">So many sockets are alive that those of one pool alone are asked for.</param>
    /// <param name="now">The time of the poll.</param>
    internal bool Look(IReadOnlyList<PoolKey> pools, PortRange range, bool isCrowded, DateTimeOffset now)
    {
        var hasNew = ReadCandidates();
        if (!hasNew && ++_looks % BlindLooks != 0)
        {
            return false;
        }

        Dump(pools, range, isCrowded);
        var isFound = false;
        foreach (var (inode, key) in _alive)
        {
            if (HolderOf(inode) is not 0 and var process)
            {
                Of(process).Opened++;
                desk.Mix.Add(key, desk.Book.OfProcess(process, now), 1);
                isFound = true;
            }
        }

        return isFound;
    }

    /// <inheritdoc/>
    public void Restart() => _alive.Clear();

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (row.Inode != 0 && row.State != TcpState.TimeWait && _alive.Count < MostSockets)
        {
            var key = new PoolKey(
                _networkNamespace, Protocol.Tcp, PoolKind.Connect, row.Interface, row.Source, row.Destination, row.DestinationPort);
            if (_wanted.Contains(key))
            {
                _alive[row.Inode] = key;
            }
        }
    }

    private int Opened(int process) => _processes.TryGetValue(process, out var known) ? known.Opened : 0;

    private ProcessSockets Of(int process)
    {
        if (!_processes.TryGetValue(process, out var known))
        {
            _processes.Add(process, known = new ProcessSockets());
        }

        return known;
    }

    /// <summary>Reads who opened connections before, then the others in turn, for so long; true when one has a new socket.</summary>
    private bool ReadCandidates()
    {
        var start = elapsed();
        var hasNew = false;
        _watched.Clear();
        var first = 0;
        while (first < _candidates.Count && Opened(_candidates[first]) > 0 && first < MostWatched)
        {
            hasNew |= Read(_candidates[first++]);
        }

        for (var i = first; i < _candidates.Count && elapsed() - start < Longest; i++)
        {
            _next = _next < _candidates.Count - 1 ? _next + 1 : first;
            hasNew |= Read(_candidates[Math.Max(_next, first)]);
        }

        return hasNew;
    }

    private bool Read(int process)
    {
        var known = Of(process);
        var hasNew = known.Read(source.Processes!, process);
        if ((hasNew || known.Opened > 0) && _watched.Count < MostWatched)
        {
            _watched.Add(process);
        }

        return hasNew;
    }

    /// <summary>Asks for the sockets that are alive, while those who may have them are watched.</summary>
    private void Dump(IReadOnlyList<PoolKey> pools, PortRange range, bool isCrowded)
    {
        _wanted.Clear();
        Restart();
        _sampler.Start(_watched);
        try
        {
            if (isCrowded)
            {
                var key = pools[_turn++ % pools.Count];
                _ = _wanted.Add(key);
                source.ReadAlive(key, range, this);
            }
            else
            {
                _wanted.UnionWith(pools);
                source.ReadAlive(range, this);
            }
        }
        finally
        {
            _sampler.Stop();
        }
    }

    /// <summary>The process that had the socket when it was read last, before the kernel was asked or meanwhile; 0 for none.</summary>
    private int HolderOf(uint inode)
    {
        foreach (var process in _watched)
        {
            if (_processes[process].Has(inode))
            {
                return process;
            }
        }

        return _sampler.HolderOf(inode);
    }

    /// <summary>The sockets that a process had when it was last read.</summary>
    private sealed class ProcessSockets
    {
        private HashSet<uint> _now = [];
        private HashSet<uint> _before = [];
        private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];

        /// <summary>How many connections it was seen to open.</summary>
        internal int Opened { get; set; }

        internal bool Has(uint inode) => _now.Contains(inode);

        /// <summary>Reads them; true when it has one that it had not before.</summary>
        internal bool Read(IProcessTable processes, int process)
        {
            (_before, _now) = (_now, _before);
            _now.Clear();
            using var walk = processes.Open(process);
            while (walk?.Read(_inodes) is { } read)
            {
                for (var i = 0; i < read; i++)
                {
                    _ = _now.Add(_inodes[i]);
                }
            }

            return !_now.IsSubsetOf(_before);
        }
    }
}
