using System.Runtime.InteropServices;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Counts connect() calls that fail with EADDRNOTAVAIL although ports are free: the one that bind() chose has a connection to that target
/// already. The system call tells its error alone, so what <c>sock:inet_sock_set_state</c> knows to have found no port is taken off,
/// process by process. A doubtful call is never counted.
/// </summary>
internal sealed class ChosenPortTally
{
    /// <summary>While nobody takes what was counted, in a pause, no more than so many are remembered.</summary>
    private const int MostProcesses = 4096;

    private readonly Dictionary<(uint Namespace, int Process), Entry> _entries = [];

    /// <summary>Counts a connect() that came back with EADDRNOTAVAIL.</summary>
    internal void AddRefused(uint networkNamespace, int process) => At(networkNamespace, process).Refused++;

    /// <summary>
    /// Counts an attempt that found no port. It is recorded before its call comes back: whoever reads the calls first has all that belong
    /// to them.
    /// </summary>
    internal void AddExhausted(uint networkNamespace, int process) => At(networkNamespace, process).Exhausted++;

    /// <summary>Takes what was counted in a network namespace, by process.</summary>
    /// <param name="networkNamespace">Which.</param>
    /// <param name="isIncomplete">Records of attempts that found no port were lost: any call may have been one of them.</param>
    internal IReadOnlyList<(int Process, int Count)> Take(uint networkNamespace, bool isIncomplete)
    {
        var taken = new List<(int Process, int Count)>();
        foreach (var (key, entry) in _entries.Where(pair => pair.Key.Namespace == networkNamespace).ToArray())
        {
            var rest = entry.Refused - Math.Min(entry.Refused, entry.Ahead);
            if (rest > entry.Exhausted && !isIncomplete)
            {
                taken.Add((key.Process, rest - entry.Exhausted));
            }

            // Calls that had not come back do so until the next time. What did not come back by connect() at all (io_uring, fast open)
            // waits no longer than that.
            entry.Ahead = Math.Max(0, entry.Exhausted - rest);
            (entry.Refused, entry.Exhausted) = (0, 0);
            if (entry.Ahead == 0)
            {
                _ = _entries.Remove(key);
            }
        }

        return taken;
    }

    /// <summary>The entry of a process; one that nobody keeps where there is no room.</summary>
    private Entry At(uint networkNamespace, int process)
    {
        if (_entries.Count >= MostProcesses && !_entries.ContainsKey((networkNamespace, process)))
        {
            return new Entry();
        }

        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, (networkNamespace, process), out _);
        return entry ??= new Entry();
    }

    private sealed class Entry
    {
        internal int Refused { get; set; }

        internal int Exhausted { get; set; }

        /// <summary>Attempts of the time before whose calls had not come back.</summary>
        internal int Ahead { get; set; }
    }
}
