using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Reads over and over which sockets processes hold, on a thread of its own, while the kernel walks its table of sockets: a connection of a
/// millisecond is gone when the walk is over.
/// </summary>
/// <param name="processes">The processes. Nobody else uses them meanwhile.</param>
internal sealed class SocketSampler(IProcessTable processes)
{
    private const int MostSockets = 16_384;

    private readonly Dictionary<uint, int> _seen = [];
    private readonly HashSet<int> _holding = [];
    private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];
    private Task? _task;
    private volatile bool _isOver;

    /// <summary>Begins to read the processes, one after the other; from the second time on those that had a socket.</summary>
    internal void Start(IReadOnlyList<int> likely)
    {
        _seen.Clear();
        _isOver = false;
        _task = Task.Run(() => Sample(likely));
    }

    /// <summary>Ends it, within the time that one process takes.</summary>
    internal void Stop()
    {
        _isOver = true;
        _task!.GetAwaiter().GetResult();
    }

    /// <summary>The process that was seen with a socket, 0 for none.</summary>
    internal int HolderOf(uint inode) => _seen.GetValueOrDefault(inode);

    private int Read(int process)
    {
        var count = 0;
        using var walk = processes.Open(process);
        while (walk?.Read(_inodes) is { } read)
        {
            count += read;
            if (_seen.Count > MostSockets)
            {
                // Those that live shortest are the newest.
                _seen.Clear();
            }

            for (var i = 0; i < read; i++)
            {
                _seen[_inodes[i]] = process;
            }
        }

        return count;
    }

    private void Sample(IReadOnlyList<int> likely)
    {
        _holding.Clear();
        for (var i = 0; i < likely.Count && !_isOver; i++)
        {
            if (Read(likely[i]) > 0)
            {
                _ = _holding.Add(likely[i]);
            }
        }

        while (!_isOver && _holding.Count > 0)
        {
            foreach (var process in _holding)
            {
                _ = _isOver ? 0 : Read(process);
            }
        }
    }
}
