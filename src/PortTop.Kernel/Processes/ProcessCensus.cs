using PortTop.Model;

namespace PortTop.Kernel.Processes;

/// <summary>Which process is in which network namespace: listed once for all namespaces that are read, and not for each of them.</summary>
/// <param name="table">Lists them.</param>
/// <param name="time">The clock that a listing grows old by.</param>
internal sealed class ProcessCensus(ProcessTable table, TimeProvider time)
{
    /// <summary>A listing serves all namespaces of one poll.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly List<ProcessEntry> _all = [];
    private Dictionary<int, uint> _homes = [];
    private long? _listedAt;

    /// <summary>Takes the namespace of every process, newly read: one may have moved since.</summary>
    internal void Tell(Dictionary<int, uint> homes) => _homes = homes;

    /// <summary>The processes of a namespace.</summary>
    internal void List(uint inode, ICollection<ProcessEntry> processes, bool withDescriptors)
    {
        Refresh();
        processes.Clear();
        foreach (var process in _all)
        {
            if (!_homes.TryGetValue(process.ProcessId, out var home))
            {
                home = table.ReadNetworkNamespace(process.ProcessId);
                _homes.Add(process.ProcessId, home);
            }

            if (home == inode)
            {
                processes.Add(withDescriptors ? process with { Descriptors = table.CountDescriptors(process.ProcessId) } : process);
            }
        }
    }

    private void Refresh()
    {
        if (_listedAt is { } listed && time.GetElapsedTime(listed) < Longest)
        {
            return;
        }

        table.List(_all, withDescriptors: false);
        _listedAt = time.GetTimestamp();
    }
}
