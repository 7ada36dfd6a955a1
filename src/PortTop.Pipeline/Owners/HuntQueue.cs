using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>In which order processes are looked into: those that have sockets already and those whose descriptors changed, most descriptors first; then, slowly, all others.</summary>
internal sealed class HuntQueue
{
    private readonly Queue<ProcessEntry> _likely = new();
    private readonly Queue<ProcessEntry> _others = new();
    private readonly List<ProcessEntry> _sorted = [];

    /// <summary>Every process of the round was looked into.</summary>
    internal bool IsRoundOver => _likely.Count == 0 && _others.Count == 0;

    /// <summary>True when there is none left to look into.</summary>
    internal bool IsEmpty(bool isSweeping) => _likely.Count == 0 && (_others.Count == 0 || !isSweeping);

    /// <summary>Begins a round over all processes.</summary>
    internal void BeginRound(List<ProcessEntry> processes, DescriptorCounts counts, OwnerBook book)
    {
        Prefer(processes, counts, book);
        var likely = _likely.Select(static process => process.ProcessId).ToHashSet();
        foreach (var process in processes.Where(process => !likely.Contains(process.ProcessId)))
        {
            _others.Enqueue(process);
        }
    }

    /// <summary>Puts the likely ones first anew; a round that is not over goes on behind them.</summary>
    internal void Prefer(List<ProcessEntry> processes, DescriptorCounts counts, OwnerBook book)
    {
        _sorted.Clear();
        foreach (var process in processes)
        {
            if (counts.IsChanged(process) || book.Knows(process.ProcessId))
            {
                _sorted.Add(process);
            }
        }

        _sorted.Sort(static (x, y) => y.Descriptors.CompareTo(x.Descriptors));
        _likely.Clear();
        _sorted.ForEach(_likely.Enqueue);
    }

    /// <summary>The next process; of those that are swept one at a call of the sweep.</summary>
    internal bool TryNext(bool isSweeping, out ProcessEntry process)
        => _likely.TryDequeue(out process) || (isSweeping && _others.TryDequeue(out process));
}
