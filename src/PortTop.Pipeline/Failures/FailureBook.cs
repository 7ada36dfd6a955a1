using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Remembers which pools fail: since when, how often, who.</summary>
internal sealed class FailureBook
{
    private readonly Dictionary<PoolKey, FailureEntry> _entries = [];
    private long _total;
    private long _lost;
    private long _chosenPort;
    private bool _isEstimated;
    private DateTimeOffset _now;
    private double? _seconds;
    private double _clock;
    private int _poll;
    private bool _isBeginning;
    private bool _hasJustBegun;
    private Func<PoolKey, bool> _hadPorts = static _ => false;

    /// <summary>The failures are watched.</summary>
    internal bool IsWatched { get; private set; }

    /// <summary>Failing system calls are watched too.</summary>
    internal bool SeesSyscalls { get; private set; }

    /// <summary>Seconds since the poll before; null at the first.</summary>
    internal double? Seconds => _seconds;

    /// <summary>The sums, null where failures are not watched.</summary>
    internal FailureTotals? Totals { get; private set; }

    /// <summary>The pools that failed within the last 65 s.</summary>
    internal IReadOnlyCollection<PoolKey> Failing => _entries.Keys;

    /// <summary>Takes what was seen since the poll before.</summary>
    /// <param name="reading">What was seen; null where nothing is watched.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="keyOf">The pool of an attempt.</param>
    /// <param name="ownerOf">The number of the process of an attempt.</param>
    /// <param name="hadPorts">True for a pool that had a free port at the poll before.</param>
    /// <param name="mayFail">
    /// True for a pool that has hardly a port left: an attempt of which it is not certain that it was of this namespace counts there alone.
    /// </param>
    internal void Take(
        FailureReading? reading, PollMoment moment, Func<ConnectAttempts, PoolKey> keyOf, Func<ConnectAttempts, int> ownerOf,
        Func<PoolKey, bool> mayFail, Func<PoolKey, bool>? hadPorts = null)
    {
        // What fails in the first interval may have failed before it, unless the pool had a free port when the interval began.
        _hasJustBegun = _isBeginning;
        _isBeginning = moment.IsFirst || (!IsWatched && reading is not null);
        _hadPorts = hadPorts ?? (static _ => false);
        (_now, _seconds, _poll) = (moment.Now, moment.Seconds, moment.Poll);
        _clock += moment.Seconds ?? 0;
        IsWatched = reading is not null;
        SeesSyscalls = reading?.Syscalls is not null;
        if (reading is null)
        {
            Totals = null;
            Expire();
            return;
        }

        long seen = 0;
        foreach (var attempts in reading.Failures)
        {
            var key = keyOf(attempts);
            if (attempts.IsCertain || mayFail(key))
            {
                seen += attempts.Count;
                Add(key, attempts.Count, ownerOf(attempts));
            }
        }

        if (reading.Lost > 0 && seen > 0)
        {
            Share(reading.Lost, seen);
        }

        Expire();
        _chosenPort += (reading.Syscalls ?? [])
            .Where(static failures => failures.Kind == SyscallFailureKind.ChosenPort)
            .Sum(static failures => failures.Count);
        _total += seen + reading.Lost;
        _lost += reading.Lost;
        _isEstimated |= reading.IsShared;
        Totals = new FailureTotals(_total, _seconds > 0 ? (seen + reading.Lost) / _seconds : null, _lost)
        {
            IsEstimated = _isEstimated,
            ChosenPort = SeesSyscalls ? _chosenPort : null,
        };
    }

    /// <summary>Counts failures of a pool that only a system call told of.</summary>
    internal void Add(PoolKey key, int count, int owner, bool isEstimated = false)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries.Add(key, entry = new FailureEntry());
        }

        entry.Add(_poll, _now, _clock, count, owner, _isBeginning || (_hasJustBegun && !_hadPorts(key)), isEstimated);
    }

    /// <summary>The failures of a pool, null where it had none within the last 65 s.</summary>
    internal PoolFailures? Of(PoolKey key) => _entries.Count > 0 && _entries.TryGetValue(key, out var entry) ? entry.Read(_poll, _clock, _seconds) : null;

    /// <summary>Failed attempts per second of a pool; null where they are not watched, and at the first poll.</summary>
    internal double? RateOf(PoolKey key, PoolFailures? failures)
        => (key.HasDestination ? IsWatched : SeesSyscalls) && _seconds > 0 ? failures?.Rate ?? 0 : null;

    /// <summary>Who failed in a pool, with how many attempts since its last quiet time.</summary>
    internal IReadOnlyDictionary<int, long>? OwnersOf(PoolKey key) => _entries.Count > 0 && _entries.TryGetValue(key, out var entry) ? entry.Owners : null;

    /// <summary>Failed attempts since the poll before, by owner.</summary>
    internal Dictionary<int, long> NewByOwner()
    {
        var counts = new Dictionary<int, long>();
        foreach (var entry in _entries.Values)
        {
            foreach (var (owner, count) in entry.NewOwners(_poll))
            {
                counts[owner] = counts.GetValueOrDefault(owner) + count;
            }
        }

        return counts;
    }

    /// <summary>Who failed in a pool since the poll before, with how many attempts.</summary>
    internal IReadOnlyDictionary<int, long>? NewOwnersOf(PoolKey key) => _entries.TryGetValue(key, out var entry) ? entry.NewOwners(_poll) : null;

    /// <summary>Tells everyone who failed within the last 65 s.</summary>
    internal void Tell(HashSet<int> holding)
    {
        foreach (var entry in _entries.Values)
        {
            holding.UnionWith(entry.Owners.Keys);
        }
    }

    /// <summary>
    /// Forgets pools that are quiet for long. What fails in this poll was added before: polls may lie further apart than the quiet time.
    /// </summary>
    private void Expire()
    {
        foreach (var key in _entries.Where(pair => !pair.Value.IsFailing(_clock)).Select(static pair => pair.Key).ToArray())
        {
            _ = _entries.Remove(key);
        }
    }

    /// <summary>Lost records are each pool's by its share of those that were seen.</summary>
    private void Share(long lost, long seen)
    {
        foreach (var entry in _entries.Values)
        {
            entry.AddLost(_poll, lost, seen);
        }
    }
}
