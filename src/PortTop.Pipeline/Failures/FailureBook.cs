using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Remembers which pools fail: since when, how often, who.</summary>
internal sealed class FailureBook
{
    private readonly Dictionary<PoolKey, FailureEntry> _entries = [];
    private long _total;
    private long _lost;
    private DateTimeOffset _now;
    private double? _seconds;
    private int _poll;

    /// <summary>The failures are watched.</summary>
    internal bool IsWatched { get; private set; }

    /// <summary>Failing system calls are watched too.</summary>
    internal bool SeesSyscalls { get; private set; }

    /// <summary>The sums, null where failures are not watched.</summary>
    internal FailureTotals? Totals { get; private set; }

    /// <summary>The pools that failed within the last 65 s.</summary>
    internal IReadOnlyCollection<PoolKey> Failing => _entries.Keys;

    /// <summary>Takes what was seen since the poll before.</summary>
    /// <param name="reading">What was seen; null where nothing is watched.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="keyOf">The pool of an attempt.</param>
    /// <param name="ownerOf">The number of the process of an attempt.</param>
    internal void Take(FailureReading? reading, PollMoment moment, Func<ConnectAttempts, PoolKey> keyOf, Func<ConnectAttempts, int> ownerOf)
    {
        (_now, _seconds, _poll) = (moment.Now, moment.Seconds, moment.Poll);
        IsWatched = reading is not null;
        SeesSyscalls = reading?.Syscalls is not null;
        foreach (var key in _entries.Where(pair => !pair.Value.IsFailing(_now)).Select(static pair => pair.Key).ToArray())
        {
            _ = _entries.Remove(key);
        }

        if (reading is null)
        {
            Totals = null;
            return;
        }

        _total += reading.Failed;
        _lost += reading.Lost;
        Totals = new FailureTotals(_total, _seconds > 0 ? reading.Failed / _seconds : null, _lost);
        long seen = 0;
        foreach (var attempts in reading.Failures)
        {
            seen += attempts.Count;
            Add(keyOf(attempts), attempts.Count, ownerOf(attempts));
        }

        if (reading.Lost > 0 && seen > 0)
        {
            Share(reading.Lost, seen);
        }
    }

    /// <summary>Counts failures of a pool that only a system call told of.</summary>
    internal void Add(PoolKey key, int count, int owner)
    {
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries.Add(key, entry = new FailureEntry());
        }

        entry.Add(_poll, _now, count, owner);
    }

    /// <summary>The failures of a pool, null where it had none within the last 65 s.</summary>
    internal PoolFailures? Of(PoolKey key) => _entries.Count > 0 && _entries.TryGetValue(key, out var entry) ? entry.Read(_poll, _seconds) : null;

    /// <summary>Failed attempts per second of a pool; null where they are not watched, and at the first poll.</summary>
    internal double? RateOf(PoolSample sample)
        => (sample.Key.HasDestination ? IsWatched : SeesSyscalls) && _seconds > 0 ? sample.Failures?.Rate ?? 0 : null;

    /// <summary>Who failed in a pool, with how many attempts since its last quiet time.</summary>
    internal IReadOnlyDictionary<int, long>? OwnersOf(PoolKey key) => _entries.Count > 0 && _entries.TryGetValue(key, out var entry) ? entry.Owners : null;

    /// <summary>Failed attempts per second by owner.</summary>
    internal Dictionary<int, double> RatesByOwner()
    {
        var rates = new Dictionary<int, double>();
        foreach (var entry in _entries.Values)
        {
            foreach (var (owner, count) in entry.NewOwners(_poll))
            {
                rates[owner] = rates.GetValueOrDefault(owner) + (_seconds > 0 ? count / _seconds.Value : 0);
            }
        }

        return rates;
    }

    /// <summary>True when an owner failed within the last 65 s.</summary>
    internal bool Has(int owner) => _entries.Values.Any(entry => entry.Owners.ContainsKey(owner));

    /// <summary>Lost records are each pool's by its share of those that were seen.</summary>
    private void Share(long lost, long seen)
    {
        foreach (var entry in _entries.Values)
        {
            entry.AddLost(_poll, lost, seen);
        }
    }
}
