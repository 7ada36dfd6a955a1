using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Counts records by process and target until they are taken. Bounded: what does not fit is not kept, and the caller counts it as lost.
/// </summary>
internal sealed class ConnectTally
{
    private const int MostKeys = 4096;

    private readonly Dictionary<(IpAddress Source, IpAddress Destination, ushort Port, int Process, bool IsCertain), int> _counts = [];

    /// <summary>Nothing was counted since it was last taken.</summary>
    internal bool IsEmpty => _counts.Count == 0;

    /// <summary>Counts one; false when there is no room for another target.</summary>
    internal bool Add(IpAddress source, IpAddress destination, ushort port, int process, bool isCertain)
    {
        var key = (source, destination, port, process, isCertain);
        var count = _counts.GetValueOrDefault(key);
        if (count == 0 && _counts.Count >= MostKeys)
        {
            return false;
        }

        _counts[key] = count + 1;
        return true;
    }

    /// <summary>Takes what was counted.</summary>
    internal ConnectAttempts[] Take(Func<int, ProcessDescription?> describe)
    {
        var taken = _counts
            .Select(pair => new ConnectAttempts(pair.Key.Source, pair.Key.Destination, pair.Key.Port, pair.Key.Process, pair.Value)
            {
                IsCertain = pair.Key.IsCertain,
                Process = describe(pair.Key.Process),
            })
            .ToArray();
        _counts.Clear();
        return taken;
    }
}
