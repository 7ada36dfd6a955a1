using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Keeps the time line: what changed from poll to poll, in bounded memory.</summary>
internal sealed class EventLog
{
    /// <summary>So many events are remembered, the newest.</summary>
    internal const int Most = 500;

    /// <summary>A pool that has ports again and did not fail for so long has recovered.</summary>
    private const double QuietSeconds = 15;

    /// <summary>So many pools that become full at one poll, or have ports again, are told of one by one.</summary>
    private const int MostAlike = 5;

    private readonly Dictionary<PoolKey, bool> _bad = [];
    private readonly OwnerEvents _owners = new();
    private readonly NatEvents _nat = new();
    private readonly List<PortEvent> _pending = [];
    private PortEvent[] _events = [];
    private PortSettings? _settings;
    private bool _isFailing;

    /// <summary>What is remembered, the newest last.</summary>
    internal IReadOnlyList<PortEvent> Events => _events;

    /// <summary>A poll failed.</summary>
    internal void Fail(DateTimeOffset time, string reason)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            _pending.Add(new PortEvent(time, PortEventKind.PollFailed, MachineText.Clean(reason)));
        }
    }

    /// <summary>Takes what the comparison of polls does not find; it is told with the next one.</summary>
    internal void Tell(IEnumerable<PortEvent> happened) => _pending.AddRange(happened);

    /// <summary>Compares a poll with the one before; returns what is new.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="isFirst">It is the first: nobody knows when what it sees began.</param>
    /// <param name="isRunning">True while an owner runs.</param>
    internal IReadOnlyList<PortEvent> Take(Snapshot snapshot, bool isFirst, Func<Owner, bool> isRunning)
    {
        if (_isFailing)
        {
            _isFailing = false;
            Add(snapshot.Time, PortEventKind.PollRecovered, "the socket tables can be read again");
        }

        CompareSettings(snapshot);
        ComparePools(snapshot, isFirst);
        _pending.AddRange(_owners.Take(snapshot, isRunning));
        _pending.AddRange(_nat.Take(snapshot));
        if (_pending.Count == 0)
        {
            return [];
        }

        // A process started before the poll that saw what it does.
        PortEvent[] added = [.. _pending.OrderBy(static happened => happened.Time)];
        _pending.Clear();
        _events = [.. _events.Concat(added).OrderBy(static happened => happened.Time).TakeLast(Most)];
        return added;
    }

    private void CompareSettings(Snapshot snapshot)
    {
        var settings = snapshot.Ports.Settings;
        if (_settings is not null && !_settings.IsSameAs(settings))
        {
            Add(snapshot.Time, PortEventKind.RangeChanged, string.Create(
                CultureInfo.InvariantCulture,
                $"{Range(_settings)} became {Range(settings)}"));
        }

        _settings = settings;
    }

    private static string Range(PortSettings settings)
        => string.Create(CultureInfo.InvariantCulture, $"{settings.Range.Low}-{settings.Range.High} less {settings.Reserved.CountIn(settings.Range):N0} reserved");

    private void ComparePools(Snapshot snapshot, bool isFirst)
    {
        var bad = new Dictionary<PoolKey, bool>();
        var (full, recovered) = (0, 0);
        foreach (var pool in snapshot.Pools)
        {
            var isFailing = pool.Failures is { SecondsAgo: < QuietSeconds };
            var wasBad = _bad.TryGetValue(pool.Key, out var wasFailing);

            // Between two beats a full pool has ports, and is not well again.
            if (!isFailing && pool.Status.Condition != PoolCondition.Full && !(wasBad && pool.Status.Condition == PoolCondition.Waves))
            {
                continue;
            }

            bad[pool.Key] = isFailing || wasFailing;
            if (isFailing && !wasFailing)
            {
                Add(snapshot.Time, PortEventKind.Failing, Describe(pool), pool.Key, isFirst);
            }
            else if (!wasBad && ++full <= MostAlike)
            {
                Add(snapshot.Time, PortEventKind.Full, Describe(pool), pool.Key, isFirst);
            }
        }

        foreach (var (key, _) in _bad)
        {
            if (!bad.ContainsKey(key) && ++recovered <= MostAlike)
            {
                Add(snapshot.Time, PortEventKind.Recovered, "has ports again", key);
            }
        }

        AddRest(snapshot.Time, PortEventKind.Full, full, "no port is free", isFirst);
        AddRest(snapshot.Time, PortEventKind.Recovered, recovered, "ports again", isBefore: false);
        _bad.Clear();
        foreach (var (key, isFailing) in bad)
        {
            _bad.Add(key, isFailing);
        }
    }

    /// <summary>Where bind() holds the range every pool is full at once: that is one thing, and not a thousand.</summary>
    private void AddRest(DateTimeOffset time, PortEventKind kind, int count, string what, bool isBefore)
    {
        if (count > MostAlike)
        {
            Add(time, kind, string.Create(CultureInfo.InvariantCulture, $"{what} in {count - MostAlike:N0} more pools"),
                beganBefore: isBefore);
        }
    }

    private static string Describe(PoolSample pool) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pool.Key.ErrorName}, {pool.Ledger.Free:N0} free of {pool.Ledger.Capacity:N0}{(OwnerText.Describe(pool) is { Length: > 0 } who ? ", " + who : string.Empty)}");

    private void Add(DateTimeOffset time, PortEventKind kind, string text, PoolKey? pool = null, bool beganBefore = false)
        => _pending.Add(new PortEvent(time, kind, text) { Pool = pool, BeganBefore = beganBefore });
}
