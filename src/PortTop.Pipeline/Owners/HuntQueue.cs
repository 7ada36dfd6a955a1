using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// In which order processes are looked into. A round is over when each was looked into once; nobody's turn comes twice while others wait,
/// however many descriptors he has and however often they change.
/// </summary>
/// <param name="counts">How many descriptors each had when it was last looked into, and in which round that was.</param>
internal sealed class HuntQueue(DescriptorCounts counts)
{
    /// <summary>What it costs to look into a process that has no descriptor, in descriptors.</summary>
    private const int CostOfProcess = 20;

    private readonly List<ProcessEntry> _sorted = [];
    private readonly Queue<ProcessEntry> _likely = new();
    private readonly Queue<ProcessEntry> _others = new();
    private readonly Queue<ProcessEntry> _again = new();
    private readonly HashSet<int> _deferred = [];
    private int _newcomers;
    private long _balance;

    /// <summary>Every process of the round was looked into.</summary>
    internal bool IsRoundOver => _likely.Count == 0 && _others.Count == 0;

    /// <summary>There is one that was never looked into and that may have sockets: a child shares those of its parent.</summary>
    internal bool HasNewcomers => _newcomers > 0;

    /// <summary>The number of the round.</summary>
    internal int Round { get; private set; } = 1;

    /// <summary>True when there is none left to look into.</summary>
    internal bool IsEmpty(bool isSweeping) => _likely.Count == 0 && _again.Count == 0 && (_others.Count == 0 || !isSweeping);

    /// <summary>Somebody had his turn in the round.</summary>
    internal bool HasBegun { get; private set; }

    /// <summary>A process was looked into.</summary>
    internal void Set(ProcessEntry process)
    {
        HasBegun = true;
        counts.Set(process, Round);
    }

    /// <summary>Begins the next round.</summary>
    internal void EndRound()
    {
        HasBegun = false;
        Round++;
        _deferred.Clear();
    }

    /// <summary>
    /// Puts the processes in order: those that are likely to have what is wanted and had no turn in this round, then in turn all others and
    /// those likely ones that had theirs. Likely are those with another number of descriptors than when they were looked into, and all that
    /// have sockets.
    /// </summary>
    /// <param name="processes">All of them.</param>
    /// <param name="book">Who has sockets.</param>
    /// <param name="isLargestFirst">
    /// True for a round over everything: who has most is told first. Later a small one waits for no large one.
    /// </param>
    /// <param name="except">The process that is being looked into.</param>
    internal void Plan(List<ProcessEntry> processes, OwnerBook book, bool isLargestFirst, int except)
    {
        _sorted.Clear();
        foreach (var process in processes)
        {
            if (process.ProcessId != except)
            {
                _sorted.Add(process);
            }
        }

        _sorted.Sort(isLargestFirst
            ? static (x, y) => y.Descriptors.CompareTo(x.Descriptors)
            : static (x, y) => x.Descriptors.CompareTo(y.Descriptors));
        _likely.Clear();
        _others.Clear();
        _again.Clear();
        foreach (var process in _sorted)
        {
            if (counts.IsNew(process.ProcessId) && !_deferred.Contains(process.ProcessId))
            {
                _likely.Enqueue(process);
            }
        }

        _newcomers = _likely.Count;
        foreach (var process in _sorted)
        {
            var isDeferred = _deferred.Contains(process.ProcessId);
            var isLikely = !isDeferred && (counts.IsChanged(process) || book.Knows(process.ProcessId));
            var hadTurn = counts.RoundOf(process.ProcessId) == Round;
            if ((isDeferred || !counts.IsNew(process.ProcessId)) && (isLikely || !hadTurn))
            {
                (hadTurn ? _again : isLikely ? _likely : _others).Enqueue(process);
            }
        }
    }

    /// <summary>
    /// Puts off a process whose first descriptors are none of those that are wanted, once in a round; false when it was put off before, or
    /// has no more.
    /// </summary>
    internal bool TryDefer(ProcessEntry process)
    {
        if (process.Descriptors <= IDescriptorWalk.MaxInodes || !_deferred.Add(process.ProcessId))
        {
            return false;
        }

        _others.Enqueue(process);
        return true;
    }

    /// <summary>The next process.</summary>
    internal bool TryNext(bool isSweeping, out ProcessEntry process)
    {
        if (_likely.TryDequeue(out process))
        {
            _newcomers--;
            return true;
        }

        if (isSweeping && (_balance >= 0 || _again.Count == 0) && _others.TryDequeue(out process))
        {
            // Where nobody waits for another turn nobody owes anything.
            _balance -= _again.Count > 0 ? process.Descriptors + CostOfProcess : 0;
            return true;
        }

        if (_again.TryDequeue(out process))
        {
            // As much time for those who had no turn yet as for those who have another.
            _balance = Math.Min(_balance, 0) + process.Descriptors + CostOfProcess;
            return true;
        }

        return isSweeping && _others.TryDequeue(out process);
    }
}
