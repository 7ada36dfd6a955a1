using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>How many descriptors each process had when it was last looked into.</summary>
internal sealed class DescriptorCounts
{
    private const int Never = -1;

    private readonly Dictionary<int, (int Descriptors, int Round, int Listed)> _counts = [];
    private readonly List<int> _new = [];
    private int _listings;

    /// <summary>Kernel threads have none on any kernel; that all processes have none is a kernel that does not tell.</summary>
    private bool _areTold;

    /// <summary>Takes a list of all processes: returns those that were in none before, and forgets those that are gone.</summary>
    internal IReadOnlyList<int> FindNew(List<ProcessEntry> processes)
    {
        _listings++;
        _new.Clear();
        foreach (var process in processes)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, process.ProcessId, out var exists);
            _areTold |= process.Descriptors > 0;
            known = exists ? known with { Listed = _listings } : (Never, 0, _listings);
            if (!exists)
            {
                _new.Add(process.ProcessId);
            }
        }

        if (_counts.Count > processes.Count)
        {
            foreach (var gone in _counts.Where(pair => pair.Value.Listed != _listings).Select(static pair => pair.Key).ToArray())
            {
                _ = _counts.Remove(gone);
            }
        }

        return _new;
    }

    /// <summary>True when a process was never looked into.</summary>
    internal bool IsNew(int process) => !_counts.TryGetValue(process, out var known) || known.Descriptors == Never;

    /// <summary>The round in which a process was last looked into, 0 for none.</summary>
    internal int RoundOf(int process) => _counts.GetValueOrDefault(process).Round;

    /// <summary>
    /// True when a process has another number of descriptors than when it was last looked into, or the kernel tells none.
    /// </summary>
    internal bool IsChanged(ProcessEntry process) => !_areTold || !_counts.TryGetValue(process.ProcessId, out var known) || known.Descriptors != process.Descriptors;

    /// <summary>A process was looked into.</summary>
    internal void Set(ProcessEntry process, int round) => _counts[process.ProcessId] = (process.Descriptors, round, _listings);
}
